import { describe, expect, it } from "vitest";
import { dependsOnAll, evaluateDepends, parseDepends, type TaskResults } from "../../compiler/expression/depends.ts";

const NONE: TaskResults = {
  Succeeded: false,
  Failed: false,
  Errored: false,
  Skipped: false,
  Omitted: false,
  Daemoned: false,
  AnySucceeded: false,
  AllFailed: false,
};

const ended = (...results: readonly (keyof TaskResults)[]): TaskResults => ({
  ...NONE,
  ...Object.fromEntries(results.map((result) => [result, true])),
});

const asks = (text: string, a: TaskResults, b: TaskResults = NONE): boolean =>
  evaluateDepends(
    text,
    new Map([
      ["a", a],
      ["b-2", b],
    ]),
  );

describe("depends", () => {
  it.each([
    ["Succeeded", true],
    ["Skipped", true],
    ["Daemoned", true],
    ["Failed", false],
    ["Errored", false],
    ["Omitted", false],
  ] as const)("a bare name after %s is %j", (result, expected) => {
    expect(asks("a", ended(result))).toBe(expected);
  });

  it("takes each result by its name", () => {
    for (const result of Object.keys(NONE) as (keyof TaskResults)[]) {
      expect(asks(`a.${result}`, ended(result))).toBe(true);
      expect(asks(`a.${result}`, NONE)).toBe(false);
    }
  });

  it("joins names with and, or, not and parentheses", () => {
    expect(asks("a && b-2.Failed", ended("Succeeded"), ended("Failed"))).toBe(true);
    expect(asks("a && b-2", ended("Succeeded"), ended("Failed"))).toBe(false);
    expect(asks("a || b-2", ended("Failed"), ended("Succeeded"))).toBe(true);
    expect(asks("!a", ended("Failed"))).toBe(true);
    expect(asks("!(a.Failed || b-2.Failed)", ended("Succeeded"), ended("Succeeded"))).toBe(true);
  });

  it("lists the names that it needs, and those that have to be loops", () => {
    const depends = parseDepends("a && (b-2.AnySucceeded || c.AllFailed) && a.Skipped");

    expect(depends.names).toEqual(["a", "b-2", "c"]);
    expect(depends.loops).toEqual(["b-2", "c"]);
  });

  it("takes into a bare name what the task continues on", () => {
    const depends = dependsOnAll(["a"], () => ({ failed: true }));

    expect(depends.names).toEqual(["a"]);
    expect(evaluateDepends(depends, new Map([["a", ended("Failed")]]))).toBe(true);
    expect(evaluateDepends(depends, new Map([["a", ended("Errored")]]))).toBe(false);
  });

  it("means yes when it is empty", () => {
    expect(evaluateDepends("", new Map())).toBe(true);
  });

  it("refuses a result that there is none of", () => {
    expect(() => parseDepends("a.Done")).toThrow("task result 'Done' for task 'a' is invalid");
  });

  it("says in the controller's words what it can't read", () => {
    expect(() => asks("(a", NONE)).toThrow(
      "unable to evaluate expression '((a.Succeeded || a.Skipped || a.Daemoned)': unexpected token EOF (1:41)",
    );
  });
});
