import type { Plan, PlanRepeat } from "../plan/plan.ts";
import { stepsOf } from "../plan/visit-plan.ts";

/** Every repetition of a plan, outer before inner. */
export const repeatsOf = (plan: Plan): readonly PlanRepeat[] => stepsOf(plan).filter((step) => step.kind === "repeat");
