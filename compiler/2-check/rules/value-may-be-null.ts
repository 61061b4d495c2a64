import type { Operator } from "../../../dsl/nodes/operation-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";
import { operatorWord } from "../operations/operator-word.ts";

/** What is at home with null: comparing it, writing it out, replacing it; and as a condition it is simply not `true`. */
const takeNull: ReadonlySet<Operator> = new Set([
  "eq",
  "ne",
  "in",
  "inTexts",
  "includes",
  "json",
  "asText",
  "orElse",
  "and",
  "or",
  "not",
]);

/** A value that may be null has something that stands in for it, before anything is done with it that wants a value. */
export const valueMayBeNull: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation: { operator, operands }, shapes, at }) => {
    if (takeNull.has(operator)) return [];
    const nullable = operands.some((operand) => operand.kind === "ref" && shapes.ofRef(operand.ref)?.kinds.has("null"));
    return nullable ? [problem("value-may-be-null", { word: operatorWord(operator) }, { at })] : [];
  });
