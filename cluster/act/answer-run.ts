import { type Answers, answerProblem, type QuestionParameter } from "../../runner/answers/question.ts";
import { isDone } from "../../runner/controller/node-status.ts";
import { stepName } from "../../runner/run/step-name.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { FollowError } from "../follow/follow-error.ts";
import { followedWorkflow } from "../follow/followed-workflow.ts";
import { type RawNode, type RawParameter, textOf } from "../follow/raw-workflow.ts";
import { saneWorkflow } from "../follow/sane-workflow.ts";
import { workflowKind } from "../follow/workflow-kind.ts";
import { type ActingOn, changeObject } from "./change-workflow.ts";
import { nodesPatch, nodesToChange } from "./packed-nodes.ts";

/** A step that waits for a person. */
export interface WaitingStep {
  readonly id: string;
  readonly step: string;
  readonly node: RawNode;
  readonly parameters: readonly QuestionParameter[];
}

/** The steps of a run that wait for somebody. */
function waitingSteps(given: unknown): readonly WaitingStep[] {
  const workflow = followedWorkflow(given);
  return [...workflow.nodes.values()]
    .filter(({ type, phase }) => type === "Suspend" && phase === "Running")
    .map(({ name, templateName = "" }) => {
      const node = workflow.raw.get(name) ?? {};
      const parameters = (node.outputs?.parameters ?? []).filter(({ valueFrom }) => valueFrom?.supplied !== undefined);
      return {
        id: textOf(node.id),
        step: stepName(workflow.name, name, templateName),
        node,
        parameters: parameters.map(questionOf),
      };
    });
}

function questionOf({ name, description, valueFrom, enum: choices, default: byDefault }: RawParameter): QuestionParameter {
  const known = valueFrom?.default ?? byDefault;
  return {
    name: textOf(name),
    description: description === undefined ? undefined : textOf(description),
    defaultText: known === undefined ? undefined : textOf(known),
    choices: Array.isArray(choices) ? choices.map(textOf) : undefined,
  };
}

/**
 * Lets a step go on that waits for a person, with what it asks for. A run that was suspended as a whole goes on, too.
 *
 * @param step its name, or undefined for the only one that waits
 * @returns the name of the step; undefined for the run as a whole
 * @throws FollowError when nothing waits, several do, or an answer is missing or wrong
 */
export async function answerRun(
  cluster: ActingOn,
  name: string,
  step: string | undefined,
  answers: Answers,
  who: string,
): Promise<string | undefined> {
  let answered: string | undefined;
  await changeObject(cluster, workflowKind, name, (given) => {
    const workflow = saneWorkflow(given);
    const { phase } = followedWorkflow(given);
    if (isDone(phase))
      throw new FollowError(
        "cluster-run-ended",
        `Run ${name} waits for no answer: it has ended (${phase}).`,
        `pipewright show ${name} shows it.`,
      );
    const waiting = waitingSteps(given);
    if (workflow.spec?.suspend === true && waiting.length === 0 && answers.size === 0) return { spec: { suspend: null } };
    const nodes = nodesToChange(workflow, "resume");
    const chosen = choose(waiting, name, step);
    answered = chosen.step;
    const node: RawNode = { ...chosen.node, ...answeredNode(chosen, answers, who) };
    return {
      ...(workflow.spec?.suspend === true && { spec: { suspend: null } }),
      status: nodesPatch(workflow, nodes, { [chosen.id]: node }),
    };
  });
  return answered;
}

function choose(waiting: readonly WaitingStep[], name: string, step: string | undefined): WaitingStep {
  const short = (one: WaitingStep): string => one.step.split(".").at(-1) ?? "";
  const found = step === undefined ? waiting : waiting.filter((one) => one.step === step || short(one) === step);
  const [only, another] = found;
  const all = waiting.map((one) => one.step);
  if (only !== undefined && another === undefined) return only;
  if (only === undefined && (waiting.length === 0 || step === undefined))
    throw new FollowError(
      "cluster-run-not-asking",
      `Nothing of run ${name} waits for an answer now.`,
      `pipewright watch ${name} follows it.`,
    );
  throw new FollowError(
    "cluster-run-not-asking",
    only === undefined
      ? `No step "${step}" of run ${name} waits for an answer.${didYouMean(step ?? "", all)}`
      : `${found.length} steps of run ${name} wait for an answer: ${all.join(", ")}.`,
    `Say which one: pipewright resume ${name} ${all[0]}.`,
  );
}

/** The step as it is when somebody has answered: what was not said is its default. */
function answeredNode({ step, node, parameters }: WaitingStep, answers: Answers, who: string): RawNode {
  const known = parameters.map((one) => one.name);
  for (const said of answers.keys())
    if (!known.includes(said))
      throw new FollowError(
        "cluster-run-not-asking",
        `Step ${step} does not ask for "${said}".${didYouMean(said, known)}`,
        known.length === 0 ? "It asks for nothing: without -p it goes on." : `It asks for: ${known.join(", ")}.`,
      );
  const values = new Map(
    parameters.map((one) => {
      const text = answers.get(one.name) ?? one.defaultText;
      const problem = text === undefined ? `"${one.name}" has no default and was not said` : answerProblem(one, text);
      if (problem === undefined) return [one.name, text];
      throw new FollowError(
        "cluster-run-not-asking",
        `Step ${step}: ${problem}.`,
        `Say it: -p ${one.name}=${one.choices?.[0] ?? "…"}.`,
      );
    }),
  );
  const outputs = node.outputs?.parameters ?? [];
  return {
    phase: "Succeeded",
    message: `resumed by ${who}`,
    finishedAt: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    outputs: {
      ...node.outputs,
      parameters: outputs.map((one) => {
        const { valueFrom: _, ...rest } = one;
        return values.has(textOf(one.name)) ? { ...rest, value: values.get(textOf(one.name)) } : one;
      }),
    },
  };
}
