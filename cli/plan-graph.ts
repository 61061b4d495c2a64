import { conditionText } from "../compiler/plan/condition-text.ts";
import type { Plan, PlanStep, PlanTask } from "../compiler/plan/plan.ts";
import { allSteps } from "../compiler/plan/visit-plan.ts";
import type { Graph, GraphEdge, GraphNode } from "../util/graph/graph.ts";

/** A plan as a picture: a node per task, a box around several that stand in a `when` or a `forEach`. */
export function planGraph(plan: Plan): Graph {
  const names = new Map([...allSteps(plan.steps)].map((step) => [step.id, step.name]));
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const visit = (step: PlanStep, parent: string | undefined, prefix: string): void => {
    const id = `${prefix}${step.name}`;
    for (const before of step.dependsOn) edges.push({ from: `${prefix}${before}`, to: id });
    const inside = parent === undefined ? {} : { parent };
    if (step.kind === "task") {
      nodes.push({ id, label: labelOf(step), kind: "task", ...inside });
      return;
    }
    const why = step.kind === "for-each" ? itemsText(step.items.length) : `when ${conditionText(step.condition, names)}`;
    const only = onlyTask(step);
    if (only !== undefined) {
      nodes.push({ id, label: labelOf(only), kind: step.kind, detail: why, ...inside });
      return;
    }
    nodes.push({ id, label: why, kind: step.kind, ...inside });
    for (const inner of step.steps) visit(inner, id, `${id}/`);
  };
  for (const step of plan.steps) visit(step, undefined, "");
  return { title: plan.name, nodes, edges };
}

const labelOf = (task: PlanTask): string => task.options.displayName ?? task.name;

const itemsText = (count: number): string => `for each of ${count} ${count === 1 ? "item" : "items"}`;

/** The task of a body that is one task: drawn as one node. */
function onlyTask(step: Exclude<PlanStep, PlanTask>): PlanTask | undefined {
  const [only] = step.steps;
  return step.steps.length === 1 && only?.kind === "task" ? only : undefined;
}
