import type { AnyComponent } from "../../dsl/component.ts";
import type { Plan } from "../plan/plan.ts";
import { allTasks } from "../plan/visit-plan.ts";

/** The components of a plan, each once, in the order of their first use. */
export const componentsOf = (plan: Plan): readonly AnyComponent[] => [
  ...new Set(allTasks(plan.steps).map(({ component }) => component)),
];
