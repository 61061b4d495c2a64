import type { AnyComponent } from "../component.ts";
import type { ArgNode } from "../nodes/pipeline-node.ts";
import { callerOf, type Place } from "../place.ts";
import { artifactNode, isArtifactRef, makeArtifactRef, makeRef, type Owner, valueNode } from "../ref.ts";
import { refuse } from "../refuse.ts";
import type { Step, Task } from "../task.ts";
import type { TaskOptions } from "../task-options.ts";
import { type Builder, currentBuilder, orderOf, rememberOrder, type TaskDraft } from "./builder.ts";

/** Adds one use of a component to the pipeline being built, and returns refs to its outputs. */
export function addTask(component: AnyComponent, given: Readonly<Record<string, unknown>>, word: Function): Task<object> {
  const at = callerOf(word);
  const builder = currentBuilder(`component "${component.spec.name}"`, at);
  const args: Record<string, ArgNode> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) args[name] = argNode(value, builder, word);
  }
  const draft: TaskDraft = { kind: "task", id: builder.newId(), component, args, options: {}, after: [], ...(at && { at }) };
  builder.addTask(draft);
  return taskHandle(builder, draft);
}

/** What the author passed as one argument, as data. */
export function argNode(value: unknown, owner: Owner, word: Function): ArgNode {
  if (isArtifactRef(value)) return { kind: "artifact", artifact: artifactNode(value, owner, word) };
  return { kind: "value", value: valueNode(value, owner, word) };
}

function taskHandle(builder: Builder, draft: TaskDraft): Task<object> {
  const refs: Record<string, unknown> = {};
  for (const [output, type] of Object.entries(draft.component.spec.outputs ?? {})) {
    refs[output] =
      "kind" in type && type.kind === "artifact-type"
        ? makeArtifactRef({ kind: "output", task: draft.id, output, type: type.name }, builder)
        : makeRef({ kind: "output", task: draft.id, output }, builder);
  }
  const handle: Task<object> = {
    ...refs,
    with: withOptions,
    after: afterSteps,
  };
  function withOptions(options: TaskOptions): Task<object> {
    requireOpen(builder, draft, callerOf(withOptions));
    draft.options = { ...draft.options, ...options };
    return handle;
  }
  function afterSteps(...steps: readonly Step[]): Task<object> {
    const at = callerOf(afterSteps);
    requireOpen(builder, draft, at);
    draft.after = [...draft.after, ...steps.map((step) => orderOf(step) ?? refuseOrder(at))];
    return handle;
  }
  return rememberOrder(Object.freeze(handle), { kind: "task", task: draft.id });
}

function requireOpen(builder: Builder, draft: TaskDraft, at: Place | undefined): void {
  if (builder.open) return;
  refuse("pipeline-is-finished", { task: draft.component.spec.name }, at);
}

function refuseOrder(at: Place | undefined): never {
  refuse("after-wants-steps", {}, at);
}
