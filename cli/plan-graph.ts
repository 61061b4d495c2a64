import { conditionText } from "../compiler/plan/condition-text.ts";
import type { Plan, PlanBranch, PlanForEach, PlanStep, PlanTask, StepId } from "../compiler/plan/plan.ts";
import { stepsOf } from "../compiler/plan/visit-plan.ts";
import type { Graph, GraphEdge, GraphNode } from "../util/graph/graph.ts";

/** A plan as a picture: a node per task, a box around what stands in the body of a word. */
export function planGraph(plan: Plan): Graph {
  const drawing: Drawing = { nodes: [], edges: [] };
  drawPlan(plan, drawing, undefined, "");
  return { title: plan.name, ...drawing };
}

interface Drawing {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
}

/** A body, and how its box is labelled. */
interface Inside {
  readonly label: string;
  readonly steps: readonly PlanStep[];
}

function drawPlan(plan: Plan, drawing: Drawing, parent: string | undefined, prefix: string): void {
  const names = new Map(stepsOf(plan).map((step) => [step.id, step.name]));
  drawBody(plan.steps, drawing, names, parent, prefix);
  const inside = parent === undefined ? {} : { parent };
  for (const on of ["always", "success", "failure"] as const) {
    const steps = plan.exits.filter((exit) => exit.on === on).flatMap((exit) => exit.steps);
    if (steps.length > 0) drawHandlers(steps, { id: `${prefix}exit-${on}`, on, inside }, drawing, names);
  }
}

interface Handlers {
  readonly id: string;
  readonly on: "always" | "success" | "failure";
  readonly inside: Pick<GraphNode, "parent">;
}

/** What runs when the run has ended. One task that depends on how it ended is called after that, as in the run. */
function drawHandlers(
  steps: readonly PlanStep[],
  { id, on, inside }: Handlers,
  drawing: Drawing,
  names: ReadonlyMap<StepId, string>,
): void {
  const only = on === "always" ? undefined : onlyTask(steps);
  if (only !== undefined) {
    drawing.nodes.push({ id, label: only.options.displayName ?? `on-${on}`, kind: "when", ...inside });
    return;
  }
  const label = { always: "at the end", success: "on success", failure: "on failure" }[on];
  drawing.nodes.push({ id, label, kind: "group", ...inside });
  drawBody(steps, drawing, names, id, `${id}/`);
}

function drawBody(
  steps: readonly PlanStep[],
  drawing: Drawing,
  names: ReadonlyMap<StepId, string>,
  parent: string | undefined,
  prefix: string,
): void {
  for (const step of steps) {
    const id = `${prefix}${step.name}`;
    for (const before of step.dependsOn) drawing.edges.push({ from: `${prefix}${before}`, to: id });
    drawStep(step, id, drawing, names, parent === undefined ? {} : { parent });
  }
}

function drawStep(
  step: PlanStep,
  id: string,
  drawing: Drawing,
  names: ReadonlyMap<StepId, string>,
  inside: Pick<GraphNode, "parent">,
): void {
  const { nodes } = drawing;
  if (step.kind === "task") {
    nodes.push({ id, label: labelOf(step), kind: "task", ...inside });
    if (step.exit !== undefined) drawHook(step, step.exit.steps, id, drawing, names, inside);
    return;
  }
  if (step.kind === "call") {
    nodes.push({ id, label: step.name, kind: "group", ...inside });
    drawPlan(step.pipeline, drawing, id, `${id}/`);
    return;
  }
  const kind = step.kind === "when" ? "when" : "for-each";
  const bodies = bodiesOf(step, names);
  const [first] = bodies;
  const only = bodies.length === 1 ? onlyTask(first!.steps) : undefined;
  if (only !== undefined) {
    nodes.push({ id, label: labelOf(only), kind, detail: first!.label, ...inside });
    return;
  }
  nodes.push({ id, label: bodies.length === 1 ? first!.label : step.name, kind, ...inside });
  if (bodies.length === 1) drawBody(first!.steps, drawing, names, id, `${id}/`);
  else for (const [index, body] of bodies.entries()) drawBranch(body, `${id}/${index}`, id, drawing, names);
}

/** What runs when a task has ended, named after it as in the run. */
function drawHook(
  task: PlanTask,
  steps: readonly PlanStep[],
  of: string,
  drawing: Drawing,
  names: ReadonlyMap<StepId, string>,
  inside: Pick<GraphNode, "parent">,
): void {
  const id = `${of}.onExit`;
  const label = `${labelOf(task)}.onExit`;
  drawing.edges.push({ from: of, to: id });
  drawing.nodes.push({ id, label, kind: onlyTask(steps) === undefined ? "group" : "task", ...inside });
  if (onlyTask(steps) === undefined) drawBody(steps, drawing, names, id, `${id}/`);
}

function drawBranch(body: Inside, id: string, parent: string, drawing: Drawing, names: ReadonlyMap<StepId, string>): void {
  const only = onlyTask(body.steps);
  if (only !== undefined) drawing.nodes.push({ id, label: labelOf(only), kind: "when", detail: body.label, parent });
  else {
    drawing.nodes.push({ id, label: body.label, kind: "when", parent });
    drawBody(body.steps, drawing, names, id, `${id}/`);
  }
}

function bodiesOf(step: Exclude<PlanStep, { kind: "task" | "call" }>, names: ReadonlyMap<StepId, string>): readonly Inside[] {
  switch (step.kind) {
    case "group":
      return [{ label: step.name, steps: step.steps }];
    case "when":
      return step.branches.map((branch) => ({ label: branchText(branch, names), steps: branch.steps }));
    case "for-each":
      return [{ label: itemsText(step, names), steps: step.steps }];
    case "repeat":
      return [{ label: `until ${conditionText(step.until, names)}, at most ${step.max} times`, steps: step.steps }];
  }
}

const branchText = ({ condition }: PlanBranch, names: ReadonlyMap<StepId, string>): string =>
  condition === undefined ? "otherwise" : `when ${conditionText(condition, names)}`;

function itemsText({ items }: PlanForEach, names: ReadonlyMap<StepId, string>): string {
  if (items.kind === "value") return `for each of ${conditionText(items.ref, names)}`;
  if (items.kind === "list") return `for each of ${items.items.length} ${items.items.length === 1 ? "item" : "items"}`;
  const { count } = items;
  return count.kind === "ref"
    ? `${conditionText(count.ref, names)} times`
    : `${count.kind === "constant" ? count.value : ""} times`;
}

const labelOf = (task: PlanTask): string => task.options.displayName ?? task.name;

/** The task of a body that is one task: drawn as one node, unless something runs after it. */
function onlyTask(steps: readonly PlanStep[]): PlanTask | undefined {
  const [only] = steps;
  return steps.length === 1 && only?.kind === "task" && only.exit === undefined ? only : undefined;
}
