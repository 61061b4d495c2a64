import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { PlanStep } from "../../plan/plan.ts";
import type { Rule } from "../check.ts";
import { bodySteps } from "../reads.ts";

/** No step waits for itself by a way round: Argo refuses the whole workflow. Only `.after(...)` can make such a circle. */
export const orderIsACircle: Rule = (plan) => bodySteps(plan).flatMap(circlesIn);

function circlesIn(steps: readonly PlanStep[]): readonly Diagnostic[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const done = new Set<string>();
  const found: Diagnostic[] = [];
  for (const first of steps) {
    // A chain may be tens of thousands of steps long: an own stack, not the machine's.
    const path: { readonly step: PlanStep; next: number }[] = [];
    const open = new Map<string, number>();
    const enter = (step: PlanStep) => {
      open.set(step.name, path.length);
      path.push({ step, next: 0 });
    };
    if (!done.has(first.name)) enter(first);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const name = top.step.dependsOn[top.next++];
      if (name === undefined) {
        done.add(top.step.name);
        open.delete(top.step.name);
        path.pop();
      } else if (open.has(name)) found.push(circle(path.slice(open.get(name)).map(({ step }) => step)));
      else if (!done.has(name)) enter(byName.get(name)!);
    }
  }
  return found;
}

function circle(steps: readonly PlanStep[]): Diagnostic {
  const [first, ...others] = steps;
  const related = others.flatMap(({ at, name }) => (at === undefined ? [] : [{ at, message: `"${name}"` }]));
  const circled = steps.map(({ name }) => `"${name}"`).join(" waits for ");
  return problem("order-is-a-circle", { circle: circled, first: first!.name }, { at: first!.at, related });
}
