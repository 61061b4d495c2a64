import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** `&&`, `||` and `!` look at objects that are always true; `and`, `or` and `not` at the values to come. */
export const refInLogic: SourceRule = ruleForUses(["and", "or", "not"], (use) => {
  const { within } = use;
  const operator = ts.isBinaryExpression(within) ? within.operatorToken.getText() : "!";
  return finding("ref-in-logic", { ref: shown(use.node), operator, mend: mendOf(within) }, use, originOf(use));
});

function mendOf(node: ts.Node): string {
  if (!ts.isBinaryExpression(node)) return `Write not(${shown((node as ts.PrefixUnaryExpression).operand)}).`;
  const word = node.operatorToken.getText().startsWith("&&") ? "and" : "or";
  return `Write ${word}(${shown(node.left)}, ${shown(node.right)}) for conditions, or when(…) for what shall run.`;
}
