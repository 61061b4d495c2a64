import type { Template } from "../../compiler/argo/model.generated.ts";
import { longSleep } from "../../util/long-timeout.ts";
import { answerFlags } from "../answers/answer-flags.ts";
import { type Answers, answerProblem, type Question } from "../answers/question.ts";
import { questionParameters } from "../answers/question-parameters.ts";
import { goDurationSeconds } from "./go-duration.ts";
import type { BoundInputs } from "./inputs.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import type { Call, RunState } from "./run-state.ts";

/** Inputs by which templates, ours and other people's, say what a question is about. */
const messageInputs = ["approval-message", "message"];

/** Waits for as long as a suspend template says, or for answers; when the time is over, the defaults are the answers. */
export async function executeSuspend(state: RunState, call: Call, template: Template, inputs: BoundInputs): Promise<NodeResult> {
  const duration = template.suspend?.duration;
  const seconds = duration === undefined ? undefined : goDurationSeconds(duration);
  if (duration !== undefined && seconds === undefined) return endedNode("Error", `the duration "${duration}" is none`);
  const question = questionOf(call, template, inputs, seconds);
  const answers = seconds === 0 ? undefined : await answered(state, question);
  if (state.signal.aborted) return endedNode("Failed", "workflow shutdown with strategy:  Terminate");
  if (answers === "nobody")
    return endedNode(
      "Error",
      `nobody answers: pipewright run … ${answerFlags(question.names.at(-2) ?? "", question.parameters)}`,
    );
  return withAnswers(question, answers ?? new Map());
}

function questionOf(call: Call, template: Template, inputs: BoundInputs, seconds: number | undefined): Question {
  const message = messageInputs.map((name) => inputs.parameters.get(name)).find((text) => text !== undefined);
  return {
    node: call.node,
    names: [...call.node.split(".").map((part) => part.replace(/\(.*$/s, "")), template.name ?? ""],
    message: message === undefined ? undefined : decoded(message),
    parameters: questionParameters(template),
    seconds,
  };
}

/** Our own messages travel as JSON. */
function decoded(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}

/** The answers; undefined when the time is over first, `nobody` when there is no end to the time. */
async function answered(state: RunState, question: Question): Promise<Answers | undefined | "nobody"> {
  const { message, seconds } = question;
  if (message !== undefined)
    state.emit({ type: "node-log", time: state.now(), node: question.node, stream: "stdout", line: message });
  const over = new AbortController();
  const signal = AbortSignal.any([state.signal, over.signal]);
  const asked = state.answer(question, signal);
  if (seconds === undefined) return (await asked) ?? "nobody";
  const inTime = asked.then(async (answers) => {
    if (answers === undefined && question.parameters.length > 0 && !signal.aborted) sayHowToAnswer(state, question, seconds);
    return answers ?? (await longSleep(seconds * 1000, signal));
  });
  const answers = await Promise.race([inTime, longSleep(seconds * 1000, signal)]);
  over.abort();
  return answers ?? undefined;
}

/** A wait of hours for nobody looks like a step that hangs. */
function sayHowToAnswer(state: RunState, { node, names, parameters }: Question, seconds: number): void {
  const line = `nobody answers here: the defaults count after ${seconds} s; pipewright run … ${answerFlags(names.at(-2) ?? "", parameters)}`;
  state.emit({ type: "node-log", time: state.now(), node, stream: "stdout", line });
}

function withAnswers({ parameters }: Question, answers: Answers): NodeResult {
  const values = new Map<string, string>();
  for (const parameter of parameters) {
    const text = answers.get(parameter.name) ?? parameter.defaultText;
    if (text === undefined)
      return endedNode("Error", `raw output parameter '${parameter.name}' has not been set and does not have a default value`);
    const problem = answers.has(parameter.name) ? answerProblem(parameter, text) : undefined;
    if (problem !== undefined) return endedNode("Error", `the answer ${problem}`);
    values.set(parameter.name, text);
  }
  return { ...endedNode("Succeeded"), parameters: values };
}
