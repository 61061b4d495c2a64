import type { AnyComponent } from "../../dsl/component.ts";
import type { Plan } from "../plan/plan.ts";
import { tasksOfAll } from "../plan/visit-plan.ts";

/** The components of a plan and of those that it calls, each once, in the order of their first use. */
export const componentsOf = (plan: Plan): readonly AnyComponent[] => [
  ...new Set(tasksOfAll(plan).map(({ component }) => component)),
];
