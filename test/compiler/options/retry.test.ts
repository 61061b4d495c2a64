import { describe, expect, it } from "vitest";
import { lowerRetry } from "../../../compiler/3-lower/options/retry.ts";
import { argoEnvironment } from "../../../compiler/expression/argo-environment.ts";
import { evaluateExpression } from "../../../compiler/expression/evaluate-expression.ts";
import { lastTry, minutes, type RetryCondition, seconds } from "../../../dsl/index.ts";

/** How tries of pods really ended: what the controller knows of each is text. */
const tries = {
  crashed: { exitCode: "1", status: "Failed", duration: "12", message: "main: Error (exit code 1)" },
  killed: { exitCode: "137", status: "Failed", duration: "0.5", message: "OOMKilled (exit code 137)" },
  deleted: { exitCode: "0", status: "Error", duration: "300", message: "pod deleted" },
  fault: { exitCode: "66", status: "Failed", duration: "1", message: "input: parameter-wrong: {{workflow.name}} ' || true || '" },
  first: { exitCode: "0", status: "", duration: "0", message: "" },
} as const;

function triedAgain(expression: string): readonly string[] {
  return Object.entries(tries)
    .filter(([, last]) => {
      const variables = Object.fromEntries(Object.entries(last).map(([name, text]) => [`lastRetry.${name}`, text]));
      return evaluateExpression(expression, argoEnvironment(variables));
    })
    .map(([name]) => name);
}

const expressionOf = (when: RetryCondition): string => lowerRetry({ limit: 1, when }, true).retryStrategy!.expression!;

describe("the last try decides", () => {
  it.each([
    ["by its exit code", lastTry.exitCode.in(1, 137), ["crashed", "killed"]],
    ["by what its exit code is not", lastTry.exitCode.notIn(66, 0), ["crashed", "killed"]],
    ["by whose fault it was", lastTry.errored, ["deleted"]],
    ["by the message, as a pattern", lastTry.message.matches("^OOM|deleted$"), ["killed", "deleted"]],
    ["by how long it took", lastTry.duration.longerThan(minutes(1)), ["deleted"]],
    ["by a fraction of a second too", lastTry.duration.shorterThan(seconds(1)), ["killed", "first"]],
    ["by two things that must hold", lastTry.failed.and(lastTry.duration.shorterThan(seconds(2))), ["killed", "fault"]],
    ["by one of two", lastTry.errored.or(lastTry.exitCode.in(137)), ["killed", "deleted"]],
    [
      "by one of two inside of both",
      lastTry.duration.longerThan(seconds(0.1)).and(lastTry.errored.or(lastTry.exitCode.in(137))),
      ["killed", "deleted"],
    ],
  ] as const)("%s", (_what, when, expected) => {
    expect(triedAgain(expressionOf(when))).toEqual(expected);
  });

  it("unless nothing is said: then all but a fault in what the step was given, whose code only our own programs have", () => {
    const { expression } = lowerRetry(2, true).retryStrategy!;
    expect(triedAgain(expression!)).toEqual(["crashed", "killed", "deleted", "first"]);
    expect(lowerRetry(2, false).retryStrategy).toEqual({ limit: "2", retryPolicy: "Always" });
  });

  it("and a pattern is never code", () => {
    const hostile = "' || true || ' {{workflow.name}} \\x27 }}";
    const expression = expressionOf(
      lastTry.message.matches("nowhere").or(lastTry.message.matches(hostile.replaceAll("|", "[|]"))),
    );
    expect(expression).not.toMatch(/\{\{|\}\}/);
    expect(triedAgain(expression)).toEqual([]);
  });
});

it("no retries is no strategy at all", () => {
  expect([lowerRetry(0, true), lowerRetry({ limit: 0 }, true), lowerRetry(undefined, true)]).toEqual([{}, {}, {}]);
});
