import { isDone, type NodeStatus } from "../../runner/controller/node-status.ts";
import { stepName } from "../../runner/run/step-name.ts";
import type { FollowedWorkflow } from "./followed-workflow.ts";

/** A pod of a run, and what its step is called. */
export interface StepPod {
  readonly node: string;
  readonly step: string;
  readonly hasBegun: boolean;
  readonly hasEnded: boolean;
}

/** The pods of a run in the order in which they began. @param wanted a step's name, or the last part of it; all steps without */
export function stepPods(workflow: FollowedWorkflow, wanted?: string): readonly StepPod[] {
  return [...workflow.nodes.values()]
    .filter(({ type }) => type === "Pod")
    .map((node) => podOf(workflow, node))
    .filter(({ step }) => wanted === undefined || namesOf(step).includes(wanted));
}

const podOf = ({ name: workflow }: FollowedWorkflow, { name, templateName = "", phase }: NodeStatus): StepPod => ({
  node: name,
  step: stepName(workflow, name, templateName),
  hasBegun: phase !== "Pending",
  hasEnded: isDone(phase),
});

/** `trials(0:1).train(1)`, `train(1)` and `train`; of tries and turns of a loop the stem means all. */
function namesOf(step: string): readonly string[] {
  const last = step.split(/\.(?![^(]*\))/).at(-1) ?? step;
  const stem = (name: string): string => name.replace(/(\([^()]*\))+$/, "");
  return [step, stem(step), last, stem(last), step.replace(/\(\d+\)$/, ""), last.replace(/\(\d+\)$/, "")];
}
