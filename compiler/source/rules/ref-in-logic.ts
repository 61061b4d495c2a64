import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";
import { unwrapped } from "../unwrapped.ts";

/** `&&`, `||` and `!` look at objects that are always true; `and`, `or` and `not` at the values to come. */
export const refInLogic: SourceRule = ruleForUses(["and", "or", "not"], (use) => {
  const { within } = use;
  const operator = ts.isBinaryExpression(within) ? within.operatorToken.getText() : "!";
  return finding("ref-in-logic", { ref: shown(use.node), operator, mend: mendOf(within) }, use, originOf(use));
});

function mendOf(node: ts.Node): string {
  if (!ts.isBinaryExpression(node)) return `Write not(${shown((node as ts.PrefixUnaryExpression).operand)}).`;
  const isAnd = node.operatorToken.getText().startsWith("&&");
  if (isAnd && isNoCondition(unwrapped(node.right)))
    return `Write when(${shown(node.left)}, () => { … }) around what depends on it.`;
  return `Write ${isAnd ? "and" : "or"}(${shown(node.left)}, ${shown(node.right)}) for conditions, or when(…) for what shall run.`;
}

const isNoCondition = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isTemplateExpression(node);
