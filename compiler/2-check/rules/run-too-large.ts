import { problem } from "../../diagnostics/problem.ts";
import type { Plan, PlanStep } from "../../plan/plan.ts";
import { bodiesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/**
 * Argo keeps the state of all nodes of a run in one object, compressed; with some 15,000 it no longer fits, and the run has no state at
 * all. The number is not exact: values take room too.
 */
const most = 15_000;

/** A run has no more steps than its state has room for; loops whose length only the run knows count once. */
export const runTooLarge: Rule = (plan) => {
  const known = new Map<Plan, number>();
  const nodes = nodesOfPlan(plan, known);
  if (nodes <= most) return [];
  const largest = largestLoop(plan.steps, nodes / 2, known);
  const inside = largest === undefined ? 0 : nodesOfStep(largest, known);
  const share = largest === undefined ? "" : `, ${inside === nodes ? "all" : inside} of them in "${largest.name}"`;
  const related = largest === undefined || plan.at === undefined ? [] : [{ at: plan.at, message: "the pipeline" }];
  return [problem("run-too-large", { pipeline: plan.name, nodes, share, most }, { at: largest?.at ?? plan.at, related })];
};

/** The outermost loop that makes more steps than all others together: the first that its author would look at. */
function largestLoop(steps: readonly PlanStep[], least: number, known: Map<Plan, number>): PlanStep | undefined {
  const step = steps.find((one) => nodesOfStep(one, known) > least);
  if (step === undefined || step.kind === "for-each") return step;
  const inside = step.kind === "call" ? [step.pipeline.steps] : bodiesOf(step);
  const found = inside.map((body) => largestLoop(body, least, known)).find((one) => one !== undefined);
  return found ?? (step.kind === "call" ? step : undefined);
}

function nodesOfPlan(plan: Plan, known: Map<Plan, number>): number {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const nodes = nodesOf(plan.steps, known);
  known.set(plan, nodes);
  return nodes;
}

const nodesOf = (steps: readonly PlanStep[], known: Map<Plan, number>): number =>
  steps.reduce((sum, step) => sum + nodesOfStep(step, known), 0);

function nodesOfStep(step: PlanStep, known: Map<Plan, number>): number {
  if (step.kind === "call") return 1 + nodesOfPlan(step.pipeline, known);
  const inside = bodiesOf(step).reduce((sum, body) => sum + nodesOf(body, known), 0);
  if (step.kind !== "for-each") return 1 + inside;
  const { items } = step;
  if (items.kind === "list") return 1 + items.items.length * inside;
  return 1 + inside * (items.kind === "range" && items.count.kind === "constant" ? Number(items.count.value) || 1 : 1);
}
