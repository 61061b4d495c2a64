import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { Controller } from "../controller/controller.ts";
import type { Invocation } from "../controller/invocation.ts";
import { isAround } from "../controller/is-around.ts";
import type { NodeStatus } from "../controller/node-status.ts";
import type { EntryCall, Submission } from "../controller/submission.ts";
import type { Surroundings } from "../controller/surroundings.ts";
import type { Cluster } from "../manifest/cluster.ts";
import { RunError } from "../run-error.ts";
import type { JournalState } from "./journal.ts";

/**
 * How a step was called, with everything in its arguments resolved, and the artifacts that it read. The controller itself tells, when it looks once more
 * at a run in which this step has not begun and all others are as they were.
 *
 * @throws RunError when it would not be called any more
 */
export function callOfNode(
  node: NodeStatus,
  submission: Submission,
  { nodes, globals }: Pick<JournalState, "nodes" | "globals">,
  cluster: Cluster,
): { readonly entry: EntryCall; readonly inputs: readonly Artifact[] } {
  const before = nodes.filter(({ name }) => name !== node.name && !isInside(name, node.name));
  const known = before.map((one) => (isInside(node.name, one.name) && isAround(one.type) ? reopened(one) : one));
  const controller = new Controller(submission, looksOnly(node.startedAt, cluster), { nodes: known, globals });
  controller.walk();
  const unit = controller.units.get(node.name) as Invocation | undefined;
  if (unit?.template === undefined)
    throw new RunError("step-not-called", `"${node.name}" can't be called again: the run does not come to it any more.`);
  const { caller, source, args, displayName } = unit.spec;
  return { entry: { caller, source, args, displayName }, inputs: unit.template.inputs?.artifacts ?? [] };
}

const isInside = (name: string, around: string): boolean =>
  [".", "(", "["].some((next) => name.startsWith(around + next)) && name !== around;

function reopened(node: NodeStatus): NodeStatus {
  const { finishedAt: _, outputs: __, outbound: ___, ...rest } = node;
  return { ...rest, phase: "Running", message: "" };
}

/** Orders are given to nobody. */
function looksOnly(now: number, cluster: Cluster): Surroundings {
  const nothing = (): void => undefined;
  return {
    now: () => now,
    wakeAt: nothing,
    startPod: nothing,
    stopPod: nothing,
    ask: nothing,
    configMap: (name, key) => cluster.parameterConfigMap(name)?.[key],
    semaphoreLimit: () => undefined,
    cached: () => undefined,
    keep: nothing,
  };
}
