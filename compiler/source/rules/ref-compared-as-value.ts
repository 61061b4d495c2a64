import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";

/** The method of refs for each operator, and the one for the operands in the other order. */
const methods: Readonly<Record<string, readonly [method: string, turned: string]>> = {
  "===": ["eq", "eq"],
  "==": ["eq", "eq"],
  "!==": ["ne", "ne"],
  "!=": ["ne", "ne"],
  "<": ["lt", "gt"],
  "<=": ["le", "ge"],
  ">": ["gt", "lt"],
  ">=": ["ge", "le"],
};

/** JavaScript compares the objects; the methods of refs compare the values to come. */
export const refComparedAsValue: SourceRule = ruleForUses(["equality", "order"], (use) => {
  const operator = ts.isBinaryExpression(use.within) ? use.within.operatorToken.getText() : "case";
  return finding(
    "ref-compared-as-value",
    { ref: shown(use.node), operator, mend: mendOf(use.node, use.within) },
    use,
    originOf(use),
  );
});

function mendOf(ref: ts.Node, comparison: ts.Node): string {
  if (!ts.isBinaryExpression(comparison)) return "Write when(….eq(…), () => { … }).elseWhen(…).";
  const { left, right, operatorToken } = comparison;
  const [method, turned] = methods[operatorToken.getText()] ?? ["eq", "eq"];
  return ref === left ? `Write ${shown(left)}.${method}(${shown(right)}).` : `Write ${shown(right)}.${turned}(${shown(left)}).`;
}
