import type { NodeStatus } from "../controller/node-status.ts";
import type { Waiting } from "../controller/surroundings.ts";
import type { AnsweredBy, NodeAsked, RunEvent } from "../event.ts";
import { formatDuration } from "../logging/format-duration.ts";
import { answerFlags, answerParams } from "./answer-flags.ts";
import type { Answerer, Answers, Question } from "./question.ts";
import { questionParameters } from "./question-parameters.ts";

/** Who is asked, one after the other. */
export interface Answerers {
  /** Knows what was said before the run began. */
  readonly beforehand?: Answerer;
  readonly answerer: Answerer;
}

/** What came of a question: answers, why it can't be answered, or nothing, and then its time decides. */
export type Asked = { readonly answers: Answers; readonly by: AnsweredBy } | { readonly problem: string } | undefined;

/** Inputs by which templates, ours and other people's, say what a question is about. */
const messageInputs = ["approval-message", "message"];

/** Asks what a suspended node waits for, and says in its log what it is about. */
export async function ask(
  waiting: Waiting,
  { beforehand, answerer }: Answerers,
  signal: AbortSignal,
  { now, emit }: { readonly now: () => number; readonly emit: (event: RunEvent) => void },
): Promise<Asked> {
  const question = questionOf(waiting, now());
  const say = (line: string): void => emit({ type: "node-log", time: now(), node: question.node, stream: "stdout", line });
  if (question.seconds === 0) return undefined;
  if (question.message !== undefined) say(question.message);
  emit(askedEvent(question, now()));
  const known = await beforehand?.(question, signal);
  if (known !== undefined) return { answers: known, by: "beforehand" };
  const answers = await answerer(question, signal);
  if (answers !== undefined) return { answers, by: "here" };
  if (signal.aborted) return undefined;
  const flags = answerFlags(question.names.at(-2) ?? "", question.parameters);
  if (question.seconds === undefined) return { problem: `nobody answers: pipewright run … ${flags}` };
  if (question.parameters.length > 0)
    say(`nobody answers here: the defaults count after ${formatDuration(question.seconds * 1000)}; pipewright run … ${flags}`);
  return undefined;
}

export function askedEvent({ node, message, parameters, seconds }: Question, now: number): NodeAsked {
  return {
    type: "node-asked",
    time: now,
    node,
    ...(message !== undefined && { message }),
    parameters: parameters.map(({ name, description, defaultText, choices }) => ({
      name,
      ...(description !== undefined && { description }),
      ...(defaultText !== undefined && { default: defaultText }),
      ...(choices !== undefined && { choices }),
    })),
    ...(seconds !== undefined && { until: now + seconds * 1000 }),
    answer: answerParams(parameters),
  };
}

export function questionOf({ node, template, until }: Waiting, now: number): Question {
  const message = messageInputs.map((name) => node.inputs?.parameters?.[name]).find((text) => text !== undefined);
  return {
    node: node.name,
    names: [...namesOf(node), template.name ?? ""],
    message: message === undefined ? undefined : decoded(message),
    parameters: questionParameters(template),
    seconds: until === undefined ? undefined : Math.max(0, (until - now) / 1000),
  };
}

/** The tasks on the way to a node. */
const namesOf = ({ name }: NodeStatus): readonly string[] => name.split(".").map((part) => part.replace(/[[(].*$/s, ""));

/** Our own messages travel as JSON. */
function decoded(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}
