import { describe, expect, it } from "vitest";
import { diagnostic } from "../../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../../compiler/diagnostics/problem.ts";
import { sortDiagnostics } from "../../../compiler/diagnostics/sort-diagnostics.ts";
import { DslError } from "../../../dsl/dsl-error.ts";
import { refuse } from "../../../dsl/refuse.ts";
import { fillMessage, messageShape } from "../../../util/fill-message.ts";

const at = { file: "/a.ts", line: 3, column: 7 };

describe("a problem", () => {
  it("is said in the words of its section, and frozen", () => {
    const found = problem("output-may-be-absent", { reader: 'Task "say"', condition: "when-good" }, { at });
    expect(found).toEqual({
      code: "output-may-be-absent",
      severity: "error",
      message: 'Task "say" reads what exists only when the condition of "when-good" holds.',
      at,
      related: [],
      help: "Put the reader inside the same when(...), or return it from every branch and read what when(...).otherwise(...) gives.",
    });
    expect(Object.isFrozen(found)).toBe(true);
  });

  it("is a warning where its section says so", () => {
    expect(problem("branch-never-runs", { step: "when-good" }).severity).toBe("warning");
  });

  it("has no help where the words of it are empty", () => {
    expect(problem("no-such-file", { what: "There is none.", help: "" }).help).toBeUndefined();
  });

  it("takes a word as it is, whatever it looks like", () => {
    const words = { reader: "$& %condition% $1", condition: "%reader%" };
    expect(problem("output-may-be-absent", words).message).toBe(
      '$& %condition% $1 reads what exists only when the condition of "%reader%" holds.',
    );
  });

  it("wants every word that its section has, and no other", () => {
    // @ts-expect-error a word is missing
    problem("output-may-be-absent", { reader: "a" });
    // @ts-expect-error there is no such word
    problem("output-may-be-absent", { reader: "a", condition: "b", task: "c" });
    // @ts-expect-error there is no such problem
    expect(() => problem("output-may-be-absnt", {})).toThrow();
  });

  it("that ends the building of a program is thrown", () => {
    expect(() => refuse("async-body", { pipeline: "taxi" }, at)).toThrow(DslError);
    expect(() => refuse("async-body", { pipeline: "taxi" }, at)).toThrow('The body of pipeline "taxi" is async.');
  });
});

describe("a message without its words", () => {
  it("has dots for them, and is none when it has nothing else", () => {
    expect(fillMessage("100% of %a% and %b%.", { a: 1, b: "%a%" })).toBe("100% of 1 and %a%.");
    expect(messageShape('Task "%task%": %count%%unit% is wrong.%suggestion%')).toBe('Task "…": … is wrong.');
    expect(messageShape("%what%.")).toBeUndefined();
  });
});

describe("a list of problems", () => {
  const made = (code: string, file: string, line: number, column: number, severity: "error" | "warning" = "error") =>
    diagnostic({ code, message: code, severity, at: { file, line, column } });

  it("is in the order of files, lines and columns, errors before warnings, those without a place first", () => {
    const sorted = [
      diagnostic({ code: "nowhere", message: "nowhere" }),
      made("1", "/a.ts", 2, 9, "warning"),
      made("2", "/a.ts", 10, 1, "error"),
      made("3", "/a.ts", 10, 1, "warning"),
      made("4", "/a.ts", 10, 2),
      made("5", "/b.ts", 1, 1),
    ];
    for (let shift = 0; shift < sorted.length; shift++)
      expect(sortDiagnostics([...sorted.slice(shift), ...sorted.slice(0, shift)].reverse())).toEqual(sorted);
  });

  it("says one thing once, and two things of one place both", () => {
    const [one, other] = [made("1", "/a.ts", 1, 1), made("2", "/a.ts", 1, 1)];
    expect(sortDiagnostics([one, other, { ...one }])).toEqual([one, other]);
  });
});
