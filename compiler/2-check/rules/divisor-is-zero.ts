import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";
import { operatorWord } from "../operations/operator-word.ts";

/** Nothing is divided by a zero that is written in the program. */
export const divisorIsZero: Rule = (plan) =>
  operationSites(plan)
    .filter(({ operation: { operator, operands } }) => {
      const divisor = operands[1];
      return (operator === "dividedBy" || operator === "modulo") && divisor?.kind === "constant" && divisor.value === 0;
    })
    .map(({ operation: { operator }, at }) => problem("divisor-is-zero", { word: operatorWord(operator) }, { at }));
