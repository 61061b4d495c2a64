import { describe, expect, it } from "vitest";
import type { Template } from "../../compiler/argo/model.generated.ts";
import { checkAnswers, givenAnswers, mayAnswer, parseAnswer } from "../../runner/answers/given-answers.ts";
import type { Question } from "../../runner/answers/question.ts";

const ask: Template = {
  name: "ask",
  inputs: { parameters: [{ name: "go", default: "NO", enum: ["YES", "NO"] }] },
  suspend: { duration: "5" },
  outputs: {
    parameters: [
      { name: "go", valueFrom: { supplied: {} } },
      { name: "why", valueFrom: { supplied: {} } },
    ],
  },
};
const main: Template = { name: "main", dag: { tasks: [{ name: "release", template: "ask" }] } };
const question: Question = {
  node: "wf.release",
  names: ["wf", "release", "ask"],
  message: undefined,
  seconds: undefined,
  parameters: [
    { name: "go", description: undefined, defaultText: "NO", choices: ["YES", "NO"] },
    { name: "why", description: undefined, defaultText: undefined, choices: undefined },
  ],
};
const signal = new AbortController().signal;
const answersTo = (...given: readonly string[]) => givenAnswers(given.map(parseAnswer))(question, signal);

describe("an answer on the command line", () => {
  it("names a parameter, a task and a parameter, or a task that goes on", () => {
    expect(["go=YES", "a.b.go=x=y", "wait", "note="].map(parseAnswer)).toEqual([
      { task: undefined, parameter: "go", text: "YES" },
      { task: "a.b", parameter: "go", text: "x=y" },
      { task: "wait", parameter: undefined, text: "" },
      { task: undefined, parameter: "note", text: "" },
    ]);
  });

  it("for a certain task goes before one for all", async () => {
    expect(await answersTo("release.why=mine", "why=all", "other.why=no", "go=YES")).toEqual(
      new Map([
        ["why", "mine"],
        ["go", "YES"],
      ]),
    );
  });

  it("is none while something without a default has no answer", async () => {
    expect(await answersTo("go=YES")).toBeUndefined();
    expect(await answersTo("why=because")).toEqual(new Map([["why", "because"]]));
    expect(mayAnswer([parseAnswer("go=YES")], ask)).toBe(false);
    expect(mayAnswer([parseAnswer("why=because")], ask)).toBe(true);
  });

  it.each([
    ["og=YES", 'Nothing asks for "og". Did you mean "go"?'],
    ["relaese.go=YES", 'There is no task "relaese" to answer. Did you mean "release"?'],
    ["go=MAYBE", 'The answer "go" wants one of YES, NO, got "MAYBE".'],
  ])("that is %s is refused before the start", (given, message) => {
    expect(() => checkAnswers([parseAnswer(given)], [main, ask])).toThrow(message);
  });

  it.each(["go=NO", "release.go=YES", "ask.why=x", "release"])("that is %s is taken", (given) => {
    expect(() => checkAnswers([parseAnswer(given)], [main, ask])).not.toThrow();
  });
});
