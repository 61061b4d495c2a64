import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** Which items there are is known when the step before has ended. */
export const refAsList: SourceRule = ruleForUses(["list"], (use) => {
  const { node, within } = use;
  const isLength = ts.isPropertyAccessExpression(node) && node.name.text === "length";
  const ref = shown(isLength ? node.expression : ts.isBindingName(node) && !ts.isIdentifier(node) ? initializerOf(node) : node);
  const construct = isLength ? '".length"' : constructOf(within);
  const mend = isLength ? `Write ${ref}.length(), which counts when the pipeline runs.` : mendOf(within, ref);
  return finding("ref-as-list", { ref, construct, mend }, use, originOf(use));
});

const initializerOf = (pattern: ts.Node): ts.Node =>
  ts.isVariableDeclaration(pattern.parent) ? (pattern.parent.initializer ?? pattern) : pattern;

function constructOf(node: ts.Node): string {
  if (ts.isForOfStatement(node)) return "for…of";
  if (ts.isForInStatement(node)) return "for…in";
  if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) return '"..."';
  if (ts.isCallExpression(node))
    return ts.isPropertyAccessExpression(node.expression) ? `.${node.expression.name.text}(…)` : "this call";
  return ts.isNewExpression(node) ? `new ${shown(node.expression)}(…)` : "taking it apart as a list";
}

function mendOf(node: ts.Node, ref: string): string {
  if (ts.isForOfStatement(node) || (ts.isCallExpression(node) && /\.(map|forEach|flatMap)\W?/.test(node.expression.getText())))
    return `Write forEach(${ref}, (item) => …), which makes the steps of each item when the pipeline runs.`;
  if (ts.isSpreadAssignment(node)) return "Name the parts that you want: each property of a ref is a ref.";
  if (ts.isSpreadElement(node)) return "Pass the ref on as it is, or join lists inside a component.";
  return `One item is ${ref}.at(0), all of them are for forEach(${ref}, …); other work on lists is for a component.`;
}
