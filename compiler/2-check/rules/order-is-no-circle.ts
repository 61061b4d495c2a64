import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PlanStep } from "../../plan/plan.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** No step waits for itself by a way round: Argo refuses the whole workflow. Only `.after(...)` can make such a circle. */
export const orderIsNoCircle: Rule = (plan) => {
  const bodies = [plan.steps, ...[...allSteps(plan.steps)].flatMap((step) => (step.kind === "task" ? [] : [step.steps]))];
  return bodies.flatMap(circlesIn);
};

function circlesIn(steps: readonly PlanStep[]): readonly Diagnostic[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const state = new Map<string, "open" | "done">();
  const found: Diagnostic[] = [];
  const visit = (step: PlanStep, path: readonly PlanStep[]): void => {
    if (state.get(step.name) === "done") return;
    if (state.get(step.name) === "open") {
      found.push(circle(path.slice(path.indexOf(step))));
      return;
    }
    state.set(step.name, "open");
    for (const name of step.dependsOn) visit(byName.get(name)!, [...path, step]);
    state.set(step.name, "done");
  };
  for (const step of steps) visit(step, []);
  return found;
}

function circle(steps: readonly PlanStep[]): Diagnostic {
  const [first, ...others] = steps;
  return diagnostic({
    code: "order-is-a-circle",
    message: `${steps.map(({ name }) => `"${name}"`).join(" waits for ")} waits for "${first!.name}": none of them could ever start.`,
    at: first!.at,
    related: others.flatMap(({ at, name }) => (at === undefined ? [] : [{ at, message: `"${name}"` }])),
    help: "Take away one .after(...).",
  });
}
