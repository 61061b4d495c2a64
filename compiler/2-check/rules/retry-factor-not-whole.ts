import { problem } from "../../diagnostics/problem.ts";
import { tasksOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** The wait between tries grows by a whole factor: Argo takes no other. */
export const retryFactorNotWhole: Rule = (plan) =>
  tasksOf(plan).flatMap(({ name, options: { retry }, at }) => {
    const factor = typeof retry === "object" ? retry.backoff?.factor : undefined;
    if (factor === undefined || (Number.isInteger(factor) && factor >= 1)) return [];
    return [problem("retry-factor-not-whole", { task: name, factor }, { at })];
  });
