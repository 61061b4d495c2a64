import { quantityOf } from "../../argo/laws/quantity.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { amountsOf, pipelineAmountsOf } from "../options/quantities-of.ts";

/** An amount as text is a quantity of Kubernetes, more than nothing. */
export const quantityUnreadable: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) => amountsOf(options).map((amount) => ({ ...amount, owner, at }))),
    ...pipelineAmountsOf(plan.options).map((amount) => ({ ...amount, owner: `Pipeline "${plan.name}"`, at: plan.at })),
  ].flatMap(({ option, amount, owner, at }) => {
    if (typeof amount !== "string" || (quantityOf(amount) ?? 0) > 0) return [];
    return [problem("quantity-unreadable", { owner, option, value: amount, suggestion: suggestion(amount) }, { at })];
  });

/** What people write who think of bytes. */
function suggestion(text: string): string {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt])i?b?\s*$/i.exec(text) ?? [];
  return number === undefined ? "" : ` Did you mean "${number}${unit!.toUpperCase()}i"?`;
}
