import type { Plan, PlanForEach } from "../plan/plan.ts";
import { allSteps } from "../plan/visit-plan.ts";

/** Every loop of a plan, outer before inner. */
export const forEachOf = (plan: Plan): readonly PlanForEach[] =>
  [...allSteps(plan.steps)].filter((step) => step.kind === "for-each");
