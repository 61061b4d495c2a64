import { describe, expect, it } from "vitest";
import type { RunEvent } from "../../runner/event.ts";
import { pipewright } from "../helpers/cli.ts";

describe("operations on refs in a run", () => {
  it("give each step what JavaScript would have given, and open the branches that hold", async () => {
    const { code, stdout, stderr } = await pipewright(["run", "test/compiler/samples/operations/pipeline.ts", "--json"]);
    expect(code, stderr).toBe(0);
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RunEvent);
    const phases = events.flatMap((event) =>
      event.type === "node-finished" ? [[event.node.replace(/^[^.]*\.?/, ""), event.phase]] : [],
    );
    const byPhase = (wanted: string) => phases.filter(([, phase]) => phase === wanted).map(([node]) => node);
    expect(byPhase("Skipped")).toEqual(["must-not-run"]);
    expect(byPhase("Succeeded").filter((node) => node!.includes("compare")).length).toBeGreaterThan(20);
    expect(byPhase("Failed")).toEqual([]);
  }, 120_000);
});
