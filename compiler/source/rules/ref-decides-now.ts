import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** A ref is an object, and true: what depends on it is said by `when`. */
export const refDecidesNow: SourceRule = ruleForUses(["branch"], (use) => {
  const ref = shown(use.node);
  const construct = constructOf(use.within);
  const found = finding("ref-decides-now", { ref, construct, mend: mendOf(use.within, ref) }, use, originOf(use));
  return ts.isIterationStatement(use.within, false) ? { ...found, endless: true } : found;
});

function constructOf(node: ts.Node): string {
  if (ts.isIfStatement(node)) return "a plain if";
  if (ts.isConditionalExpression(node)) return 'a plain "?:"';
  if (ts.isSwitchStatement(node)) return "switch";
  return ts.isCallExpression(node) ? "Boolean(…)" : "a plain loop";
}

function mendOf(node: ts.Node, ref: string): string {
  if (ts.isSwitchStatement(node))
    return `Write when(${ref}.eq(…), () => { … }).elseWhen(…), which decides when the pipeline runs.`;
  if (ts.isIterationStatement(node, false)) return "Write repeatUntil(…), which asks after every round.";
  if (ts.isCallExpression(node)) return "Pass the ref on as it is.";
  const otherwise = ts.isConditionalExpression(node) || node.parent.kind === ts.SyntaxKind.IfStatement || hasElse(node);
  return `Write when(${ref}, () => { … })${otherwise ? ".otherwise(() => { … })" : ""}, which decides when the pipeline runs.`;
}

const hasElse = (node: ts.Node): boolean => ts.isIfStatement(node) && node.elseStatement !== undefined;
