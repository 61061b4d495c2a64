import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { readsOf } from "../reads.ts";

/** A file travels inside the image of the component that gets it, so only an argument of a component can be one. */
export const fileNotForAComponent: Rule = (plan) => {
  const ofTasks = new Set<ArgNode>(tasksOf(plan).flatMap(({ args }) => Object.values(args)));
  return readsOf(plan)
    .filter(({ arg }) => arg.kind === "value" && holdsFile(arg.value) && !(arg.value.kind === "file" && ofTasks.has(arg)))
    .map(({ reader, at }) => problem("file-not-for-a-component", { reader }, { at }));
};

function holdsFile(value: Extract<ArgNode, { kind: "value" }>["value"]): boolean {
  if (value.kind === "file") return true;
  return value.kind === "ref" && value.ref.kind === "operation" && value.ref.operands.some(holdsFile);
}
