import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** The priority of a run is a whole number of 32 bits. */
export const priorityNotWhole: Rule = (plan) =>
  plan.options.priority === undefined || (Number.isInteger(plan.options.priority) && Math.abs(plan.options.priority) < 2 ** 31)
    ? []
    : [problem("priority-not-whole", { pipeline: plan.name, priority: plan.options.priority }, { at: plan.at })];
