import { describe, expect, it } from "vitest";
import { table } from "../../cli/record/table.ts";
import { plainTerminal } from "../../cli/terminal.ts";

const rows = [
  ["taxi-20261123-031502-7f3a", "succeeded", "12.0s", ""],
  ["taxi-20261122-031502-1a2b", "failed", "3.0s", "main: Error (exit code 1)"],
];
const head = ["run", "phase", "took", ""];

describe("a table", () => {
  it("has columns as wide as they need, and cuts the last one", () => {
    expect(table(head, rows, { ...plainTerminal, width: 60 })).toBe(
      "run                        phase      took\n" +
        "taxi-20261123-031502-7f3a  succeeded  12.0s\n" +
        "taxi-20261122-031502-1a2b  failed     3.0s   main: Error (e…\n",
    );
  });

  it("takes a line for each cell where the terminal is narrow", () => {
    const text = table(head, rows, { ...plainTerminal, width: 40 });
    expect(text).toBe(
      "taxi-20261123-031502-7f3a\n  phase: succeeded\n  took: 12.0s\n" +
        "taxi-20261122-031502-1a2b\n  phase: failed\n  took: 3.0s\n  main: Error (exit code 1)\n",
    );
    const narrow = table(head, rows, { ...plainTerminal, width: 20 });
    for (const line of narrow.split("\n")) expect(line.length).toBeLessThanOrEqual(20);
  });

  it("measures wide letters, and no colours", () => {
    const coloured = [
      ["\u001b[31m東京\u001b[39m", "a"],
      ["x", "b"],
    ];
    expect(table([], coloured, plainTerminal)).toBe("\u001b[31m東京\u001b[39m  a\nx     b\n");
  });
});
