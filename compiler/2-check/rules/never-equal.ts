import type { OperationNode } from "../../../dsl/nodes/operation-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { operationSites } from "../operations/operation-sites.ts";
import { kindsText, type Shape } from "../operations/shape.ts";
import type { ShapeReader } from "../operations/shape-reader.ts";

/** Two values that are compared can be equal: a number never equals a text, and no list of texts holds one. */
export const neverEqual: Rule = (plan) =>
  operationSites(plan).flatMap(({ operation, shapes, at }) => {
    const [left, right] = comparedIn(operation, shapes);
    if (left === undefined || right === undefined) return [];
    if ([...left.kinds].some((kind) => right.kinds.has(kind))) return [];
    return [problem("never-equal", { left: kindsText(left), right: kindsText(right) }, { at })];
  });

/** What an operation compares: two values, or a value with the items of a list. */
function comparedIn({ operator, operands }: OperationNode, shapes: ShapeReader): readonly (Shape | undefined)[] {
  const [first, second] = operands.map((operand) => shapes.ofValue(operand));
  if (operator === "eq" || operator === "ne") return [first, second];
  if (operator === "in" || operator === "inTexts") return [first, second?.items];
  return operator === "includes" ? [second, first?.items] : [];
}
