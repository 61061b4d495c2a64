import type { Plan, StepId } from "../plan/plan.ts";
import { stepsOf } from "../plan/visit-plan.ts";

/** The name of every step, and for the hook of a task that of the task. */
export const namesOf = (plan: Plan): ReadonlyMap<StepId, string> =>
  new Map(
    stepsOf(plan).flatMap((step) => {
      const own = [step.id, step.name] as const;
      return step.kind === "task" && step.exit !== undefined ? [own, [step.exit.id, step.name] as const] : [own];
    }),
  );
