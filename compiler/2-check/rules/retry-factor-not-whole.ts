import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** The factor of a backoff is a whole number: Argo takes no other. */
export const retryFactorNotWhole: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options: { retry }, at }) => {
    const factor = typeof retry === "object" ? retry.backoff?.factor : undefined;
    if (factor === undefined || (Number.isInteger(factor) && factor >= 1)) return [];
    return [problem("retry-factor-not-whole", { owner, factor }, { at })];
  });
