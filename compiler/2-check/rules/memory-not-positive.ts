import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { amountsOf, pipelineAmountsOf } from "../options/quantities-of.ts";

/** Sizes are more than nothing. */
export const memoryNotPositive: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) => amountsOf(options).map((amount) => ({ ...amount, owner, at }))),
    ...pipelineAmountsOf(plan.options).map((amount) => ({ ...amount, owner: `Pipeline "${plan.name}"`, at: plan.at })),
  ].flatMap(({ option, amount, owner, at }) => {
    if (typeof amount !== "object" || (Number.isFinite(amount.bytes) && amount.bytes > 0)) return [];
    return [problem("memory-not-positive", { owner, option, bytes: amount.bytes }, { at })];
  });
