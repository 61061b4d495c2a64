import type { Plan, PlanForEach } from "../plan/plan.ts";
import { stepsOf } from "../plan/visit-plan.ts";

/** Every loop of a plan, outer before inner. */
export const forEachOf = (plan: Plan): readonly PlanForEach[] => stepsOf(plan).filter((step) => step.kind === "for-each");

/** A loop over values that are known. */
export interface ListLoop extends PlanForEach {
  readonly items: Extract<PlanForEach["items"], { kind: "list" }>;
}

/** Every loop of a plan over values that are known. */
export const listLoopsOf = (plan: Plan): readonly ListLoop[] =>
  forEachOf(plan).filter((loop): loop is ListLoop => loop.items.kind === "list");
