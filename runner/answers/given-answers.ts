import type { Template } from "../../compiler/argo/model.generated.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { RunError } from "../run-error.ts";
import type { Answerer, Question } from "./question.ts";
import { answerProblem } from "./question.ts";
import { questionParameters } from "./question-parameters.ts";

/** One `--answer`: of a parameter, of one of a certain task, or that a task may go on. */
export interface GivenAnswer {
  readonly task: string | undefined;
  readonly parameter: string | undefined;
  readonly text: string;
}

/** Reads `go=YES`, `approve.go=YES` or `approve`. */
export function parseAnswer(given: string): GivenAnswer {
  const [key, text] = given.includes("=")
    ? [given.slice(0, given.indexOf("=")), given.slice(given.indexOf("=") + 1)]
    : [given, ""];
  if (!given.includes("=")) return { task: key, parameter: undefined, text };
  const dot = key.lastIndexOf(".");
  return { task: dot < 0 ? undefined : key.slice(0, dot), parameter: key.slice(dot + 1), text };
}

/** Answers what the command line has answers for. An answer for a certain task goes before one for all. */
export function givenAnswers(given: readonly GivenAnswer[]): Answerer {
  return async (question) => {
    const mine = given.filter(({ task }) => task === undefined || question.names.includes(task));
    if (question.parameters.length === 0) return mine.some(({ parameter }) => parameter === undefined) ? new Map() : undefined;
    const answers = new Map<string, string>();
    for (const exact of [false, true])
      for (const { task, parameter, text } of mine)
        if (parameter !== undefined && (task !== undefined) === exact && has(question, parameter)) answers.set(parameter, text);
    if (answers.size === 0) return undefined;
    return question.parameters.every(({ name, defaultText }) => answers.has(name) || defaultText !== undefined)
      ? answers
      : undefined;
  };
}

const has = ({ parameters }: Question, parameter: string): boolean => parameters.some(({ name }) => name === parameter);

/**
 * Whether answers belong to questions that the templates ask.
 * @throws RunError for an unknown name, or an answer that is none of the choices
 */
export function checkAnswers(given: readonly GivenAnswer[], templates: readonly Template[]): void {
  const waiting = templates.filter(({ suspend }) => suspend !== undefined);
  const parameters = waiting.flatMap(questionParameters);
  const known = [...new Set(parameters.map(({ name }) => name))];
  const tasks = [...templates.flatMap(({ name, dag }) => [name ?? "", ...(dag?.tasks ?? []).map((task) => task.name)])];
  for (const { task, parameter, text } of given) {
    const wanted = parameters.filter(({ name }) => name === parameter);
    if (parameter !== undefined && wanted.length === 0)
      throw new RunError(
        "answer-unknown",
        `Nothing asks for "${parameter}".${didYouMean(parameter, known)}`,
        known.length === 0 ? "Nothing in it waits for answers." : `Asked for: ${known.join(", ")}.`,
      );
    if (task !== undefined && !tasks.includes(task))
      throw new RunError("answer-unknown", `There is no task "${task}" to answer.${didYouMean(task, tasks)}`);
    const problems = wanted.map((one) => answerProblem(one, text));
    if (problems.length > 0 && problems.every((problem) => problem !== undefined))
      throw new RunError("answer-wrong", `The answer ${problems[0]}.`);
  }
}

/** Whether what a template waits for may be among the answers. */
export function mayAnswer(given: readonly GivenAnswer[], template: Template): boolean {
  const parameters = questionParameters(template);
  if (parameters.length === 0) return given.some(({ parameter }) => parameter === undefined);
  const isAnswered = (name: string) => given.some(({ parameter }) => parameter === name);
  return (
    parameters.some(({ name }) => isAnswered(name)) &&
    parameters.every((one) => one.defaultText !== undefined || isAnswered(one.name))
  );
}
