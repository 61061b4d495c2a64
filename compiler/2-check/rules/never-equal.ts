import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";
import { kindsText } from "../operations/shape.ts";

/** Two values that are compared can be equal: a number never equals a text. */
export const neverEqual: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation: { operator, operands }, shapes, at }) => {
    const [left, right] = operands.map((operand) => shapes.ofValue(operand));
    if ((operator !== "eq" && operator !== "ne") || left === undefined || right === undefined) return [];
    if ([...left.kinds].some((kind) => right.kinds.has(kind))) return [];
    return [problem("never-equal", { left: kindsText(left), right: kindsText(right) }, { at })];
  });
