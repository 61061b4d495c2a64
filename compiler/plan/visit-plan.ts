import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { RefNode, ScopeId, TaskId, ValueNode } from "../../dsl/nodes/ref-node.ts";
import type { PlanStep, PlanTask } from "./plan.ts";

/** Every step of a body and of the bodies inside it, outer before inner, in the order of writing. */
export function* allSteps(steps: readonly PlanStep[]): Generator<PlanStep> {
  for (const step of steps) {
    yield step;
    if (step.kind !== "task") yield* allSteps(step.steps);
  }
}

/** Every task of a plan, in the order of writing. */
export function allTasks(steps: readonly PlanStep[]): readonly PlanTask[] {
  return [...allSteps(steps)].filter((step) => step.kind === "task");
}

/** The refs that a value is made of: itself, or the operands of an operation; never an operation. */
export function leafRefs(ref: RefNode): readonly LeafRef[] {
  return ref.kind === "operation" ? ref.operands.flatMap(leafRefsOfValue) : [ref];
}

/** A ref that names where its value comes from. */
export type LeafRef = Exclude<RefNode, { readonly kind: "operation" }>;

const leafRefsOfValue = (value: ValueNode): readonly LeafRef[] => (value.kind === "ref" ? leafRefs(value.ref) : []);

/** What a step reads by itself: its own arguments or condition, not what stands in its body. */
export function ownArgs(step: PlanStep): readonly ArgNode[] {
  switch (step.kind) {
    case "task":
      return Object.values(step.args);
    case "when":
      return [{ kind: "value", value: { kind: "ref", ref: step.condition } }];
    case "for-each":
      return [];
  }
}

/** The step that an argument's parts come from; nothing for constants, files and pipeline parameters. */
export function sourcesOf(arg: ArgNode): readonly (TaskId | ScopeId)[] {
  if (arg.kind === "artifact") return [arg.artifact.kind === "output" ? arg.artifact.task : arg.artifact.scope];
  if (arg.value.kind !== "ref") return [];
  return leafRefs(arg.value.ref).flatMap((ref) => {
    if (ref.kind === "output") return [ref.task];
    return ref.kind === "collected" ? [ref.scope] : [];
  });
}
