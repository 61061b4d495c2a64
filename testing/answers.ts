import type { Plan } from "../compiler/plan/plan.ts";
import { plansOf, tasksOfAll } from "../compiler/plan/visit-plan.ts";
import { type Duration, durationSeconds } from "../dsl/duration.ts";
import { answerProblem, type QuestionParameter } from "../runner/answers/question.ts";
import { questionParameters } from "../runner/answers/question-parameters.ts";
import type { Waiting } from "../runner/controller/surroundings.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { decodeWire } from "../util/wire-form.ts";
import type { Answering } from "./simulation.ts";
import { type Caller, testError } from "./test-error.ts";

/** What a person answers: a value for each parameter that is asked for; those with a default may be left out. */
export type AnswerValues = Readonly<Record<string, unknown>>;

/** What a run asks. */
export interface TestQuestion {
  readonly step: string;
  readonly message: string;
  readonly parameters: readonly { readonly name: string; readonly choices?: readonly string[]; readonly default?: string }[];
  readonly now: Date;
  /** How long the answer takes: `takes("2h")`. Without it, no time at all. */
  readonly takes: (time: Duration | string) => void;
}

/** Answers by the name of the step that asks. A function may give nothing: then nobody answers. */
export type TestAnswers = Readonly<Record<string, AnswerValues | ((question: TestQuestion) => AnswerValues | undefined)>>;

/**
 * How questions of a run are answered.
 * @throws TestError for a step that asks nothing, at once; for answers that are not asked for, when they are given
 */
export function answering(answers: TestAnswers, plan: Plan, caller: Caller): Answering {
  const waits = tasksOfAll(plan).filter(
    ({ component }) => component.work.kind === "approve" || component.work.kind === "suspend",
  );
  const names = waits.map(({ name }) => name);
  for (const name of Object.keys(answers)) {
    if (names.includes(lastName(name))) continue;
    const known = names.length === 0 ? " Nothing in this pipeline asks." : "";
    throw testError(`"${name}" asks nothing in pipeline "${plansOf(plan)[0]!.name}".${didYouMean(name, names)}${known}`, caller);
  }
  return async (waiting, { step, now }) => {
    const given = answers[step] ?? answers[step.replaceAll(/\(\d+\)/g, "")] ?? answers[lastName(step)];
    if (given === undefined) return undefined;
    let seconds = 0;
    const takes = (time: Duration | string): void => {
      const found = durationSeconds(time);
      if (found === undefined)
        throw testError(`The answer to "${step}" takes ${JSON.stringify(time)}, which is no time.`, caller);
      seconds += found;
    };
    const parameters = questionParameters(waiting.template);
    const values =
      typeof given === "function" ? given(questionOf(waiting, parameters, { step, now: new Date(now), takes })) : given;
    if (values === undefined) return undefined;
    return { texts: textsOf(values, parameters, step, caller), seconds };
  };
}

/** `train` of `prepare(2).train(1)`. */
const lastName = (path: string): string => path.slice(path.lastIndexOf(".") + 1).replace(/\(\d+\)$/, "");

function questionOf(
  { template }: Waiting,
  parameters: readonly QuestionParameter[],
  about: Pick<TestQuestion, "step" | "now" | "takes">,
): TestQuestion {
  const message = template.inputs?.parameters?.find(({ name }) => name.endsWith("message"))?.value;
  return Object.freeze({
    ...about,
    message: message === undefined ? "" : String(decodeWire(message)),
    parameters: parameters.map(({ name, choices, defaultText }) => ({
      name,
      ...(choices && { choices }),
      ...(defaultText !== undefined && { default: defaultText }),
    })),
  });
}

/** Answers as a person types them: text as it is, anything else as JSON. */
function textsOf(
  values: AnswerValues,
  parameters: readonly QuestionParameter[],
  step: string,
  caller: Caller,
): ReadonlyMap<string, string> {
  const names = parameters.map(({ name }) => name);
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const asked = parameters.find((one) => one.name === name);
    if (asked === undefined) throw testError(`"${step}" does not ask for "${name}".${didYouMean(name, names)}`, caller);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const wrong = answerProblem(asked, text);
    if (wrong !== undefined) throw testError(`The answer to "${step}": ${wrong}.`, caller);
    texts.set(name, text);
  }
  const missing = parameters.filter(({ name, defaultText }) => defaultText === undefined && !texts.has(name));
  if (missing.length > 0)
    throw testError(`"${step}" asks for ${missing.map(({ name }) => `"${name}"`).join(", ")}, which has no default.`, caller);
  return texts;
}
