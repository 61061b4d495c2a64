import { makersOf } from "../../plan/makers.ts";
import type { Plan, StepId } from "../../plan/plan.ts";
import { stepsOf } from "../../plan/visit-plan.ts";

/** By task, the artifacts that a loop around it collects. */
export function collectedOutputs(plan: Plan): ReadonlyMap<StepId, ReadonlySet<string>> {
  const steps = new Map(stepsOf(plan).map((step) => [step.id, step]));
  const found = new Map<StepId, Set<string>>();
  for (const loop of steps.values()) {
    if (loop.kind !== "for-each") continue;
    for (const arg of Object.values(loop.results)) {
      if (arg.kind !== "artifact") continue;
      for (const { step, output } of makersOf(arg.artifact, steps).outputs)
        found.set(step, (found.get(step) ?? new Set()).add(output));
    }
  }
  return found;
}
