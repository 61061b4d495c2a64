import { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";
import { isOfTheRun, unknown, type Value } from "../value.ts";
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

/**
 * Follows what depends on a test that may ask, by a function or by `in`, what a variable is. Inside, and after a branch that ends, the
 * variable may be anything.
 */
export function guarded(condition: ts.Expression, scope: Scope, follow: () => boolean): boolean {
  const asked = askedNames(condition).flatMap((name) => {
    const binding = scope.find(name)?.binding;
    return binding !== undefined && isOfTheRun(binding.value) ? [{ binding, value: binding.value }] : [];
  });
  for (const { binding } of asked) binding.value = unknown;
  const goesOn = follow();
  if (asked.length > 0 && !mayEnd(condition.parent)) for (const { binding, value } of asked) binding.value = value;
  return goesOn;
}

/** Variables that a condition hands to a function, or looks into by `in`. */
function askedNames(node: ts.Node): readonly string[] {
  const operands =
    ts.isCallExpression(node) && !ts.isPropertyAccessExpression(node.expression)
      ? node.arguments
      : ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword
        ? [node.right]
        : [];
  const found = operands
    .map(unwrapped)
    .filter(ts.isIdentifier)
    .map(({ text }) => text);
  ts.forEachChild(node, (child) => {
    found.push(...askedNames(child));
  });
  return found;
}

/** Whether a branch ends the function, so that what comes after it knows the answer. */
function mayEnd(node: ts.Node): boolean {
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node)) return true;
  return !ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => mayEnd(child) || undefined) ?? false);
}
