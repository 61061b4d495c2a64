import type { Plan, PlanStep } from "../compiler/plan/plan.ts";
import type { Graph, GraphEdge, GraphNode } from "../util/graph/graph.ts";

/** A plan as a picture: a node per task, a box around what stands in a `when` or a `forEach`. */
export function planGraph(plan: Plan): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const visit = (step: PlanStep, parent: string | undefined, prefix: string): void => {
    const id = `${prefix}${step.name}`;
    const inside = parent === undefined ? {} : { parent };
    for (const before of step.dependsOn) edges.push({ from: `${prefix}${before}`, to: id });
    if (step.kind === "task") {
      nodes.push({
        id,
        label: step.options.displayName ?? step.name,
        kind: "task",
        ...(step.component.spec.name !== step.name && { detail: step.component.spec.name }),
        ...inside,
      });
      return;
    }
    const detail = step.kind === "for-each" ? `${step.items.length} ${step.items.length === 1 ? "item" : "items"}` : undefined;
    const label = step.kind === "for-each" ? `for each: ${step.name}` : `when: ${step.name}`;
    nodes.push({ id, label, kind: step.kind, ...(detail !== undefined && { detail }), ...inside });
    for (const inner of step.steps) visit(inner, id, `${id}/`);
  };
  for (const step of plan.steps) visit(step, undefined, "");
  return { nodes, edges };
}
