import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A task is tried again a whole number of times. */
export const retryLimitNotWhole: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options: { retry }, at }) => {
    const limit = typeof retry === "object" ? retry.limit : retry;
    if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return [];
    return [problem("retry-limit-not-whole", { owner, limit }, { at })];
  });
