import { problem } from "../../diagnostics/problem.ts";
import { GoPanic } from "../../expression/go/go-panic.ts";
import { compileRegexp } from "../../expression/go/regexp.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";

/** Argo reads patterns as Go does: without looking ahead or behind, and without references to groups. */
export const patternNotRe2: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation: { operator, operands }, at }) => {
    const pattern = operands[1];
    if (operator !== "matches" || pattern?.kind !== "constant" || typeof pattern.value !== "string") return [];
    const reason = wrongIn(pattern.value);
    return reason === undefined ? [] : [problem("pattern-not-re2", { pattern: pattern.value, reason }, { at })];
  });

/** Go's own words about a pattern that it can't read. */
function wrongIn(pattern: string): string | undefined {
  try {
    compileRegexp(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof GoPanic) return error.message.replace("error parsing regexp: ", "");
    throw error;
  }
}
