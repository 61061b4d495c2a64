import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A task is tried again a whole number of times. */
export const retryLimitNotWhole: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, options: { retry }, at }) => {
    const limit = typeof retry === "object" ? retry.limit : retry;
    if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return [];
    return [problem("retry-limit-not-whole", { task: name, limit }, { at })];
  });
