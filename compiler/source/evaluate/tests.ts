import { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";
import type { Value } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";

/**
 * Follows an expression that decides something: `if (a && b)` decides by both.
 * @param within the construct that decides: the `if`, the loop, the `?:`
 */
export function test(evaluation: Evaluation, node: ts.Expression, within: ts.Node, scope: Scope): Value {
  const inner = unwrapped(node);
  const operator = ts.isBinaryExpression(inner) ? inner.operatorToken.kind : undefined;
  const value = evaluation.value(inner, scope);
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) {
    const last = lastOperand(inner as ts.BinaryExpression);
    evaluation.use("branch", last, within, evaluation.valueBefore(last), scope);
  } else evaluation.use("branch", inner, within, value, scope);
  return value;
}

/** The operand whose value comes out of `a && b`: the left one has been seen as an operand already. */
function lastOperand(node: ts.BinaryExpression): ts.Expression {
  const right = unwrapped(node.right);
  const isLogic =
    ts.isBinaryExpression(right) &&
    (right.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      right.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return isLogic ? lastOperand(right) : right;
}
