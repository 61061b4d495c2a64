import type { Arguments, DAGTask, LifecycleHook } from "../../compiler/argo/model.generated.ts";
import { resolveArguments } from "./arguments.ts";
import type { BoundInputs } from "./inputs.ts";
import { failNode } from "./node-events.ts";
import { isCompleted, type NodeResult } from "./node-result.ts";
import { type Call, limitsOf, type RunState } from "./run-state.ts";
import { substitute } from "./substitute.ts";
import { joinTags, type Tags } from "./tags.ts";

/** Where the task of a hook stands. */
export interface HookPlace {
  readonly state: RunState;
  readonly inputs: BoundInputs;
  readonly ended: ReadonlyMap<string, NodeResult>;
  readonly execute: (state: RunState, call: Call, templateName: string, given: Arguments) => Promise<NodeResult>;
}

/**
 * Runs the exit hook of a task that has succeeded or failed; one that was skipped has not ended. However the hook ends, the task and its
 * DAG stay as they are, but those after the task wait for it.
 */
export async function runExitHook(place: HookPlace, task: DAGTask, call: Call, tags: Tags, result: NodeResult): Promise<void> {
  const hook = exitHookOf(task);
  const { state } = place;
  if (hook === undefined || !isCompleted(result.phase) || state.signal.aborted) return;
  const hookCall: Call = {
    node: `${call.node}.onExit`,
    displayName: `${call.displayName}.onExit`,
    ...(call.parent !== undefined && { parent: call.parent }),
    dependsOn: [call.node],
    depth: call.depth,
    ...limitsOf(call),
  };
  let given: Arguments;
  try {
    const known = joinTags(tags, endTags(task.name, result));
    const args = substitute(hook.arguments ?? {}, known, { allowUnresolved: true });
    given = resolveArguments(args, place.inputs, new Map([...place.ended, [task.name, result]]));
  } catch (error) {
    failNode(state, hookCall, hook.template ?? "", (error as Error).message);
    return;
  }
  await place.execute(state, hookCall, hook.template ?? "", given);
}

/** `hooks.exit`, or what came before it and takes no arguments. */
export const exitHookOf = ({ hooks, onExit }: DAGTask): LifecycleHook | undefined =>
  hooks?.["exit"] ?? (onExit === undefined ? undefined : { template: onExit });

/** What a hook sees of its task: the exit code and the log are not among it. */
function endTags(name: string, { phase, parameters }: NodeResult): Tags {
  const outputs = [...parameters].map(([output, value]) => [`tasks.${name}.outputs.parameters.${output}`, value] as const);
  return new Map([[`tasks.${name}.status`, phase], ...outputs]);
}
