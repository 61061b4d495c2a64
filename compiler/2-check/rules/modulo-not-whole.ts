import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";

/** What remains is asked of whole numbers only: of fractions Argo's language can't tell it exactly. */
export const moduloNotWhole: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation: { operator, operands }, at }) => {
    const divisor = operands[1];
    if (operator !== "modulo" || divisor?.kind !== "constant" || typeof divisor.value !== "number") return [];
    return Number.isSafeInteger(divisor.value) || !Number.isFinite(divisor.value)
      ? []
      : [problem("modulo-not-whole", { divisor: divisor.value }, { at })];
  });
