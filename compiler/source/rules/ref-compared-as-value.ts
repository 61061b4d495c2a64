import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";
import { unwrapped } from "../unwrapped.ts";

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
  const { within } = use;
  const operator = ts.isBinaryExpression(within)
    ? within.operatorToken.getText()
    : ts.isCallExpression(within)
      ? `.${calledMethod(within)}(…)`
      : "case";
  return finding(
    "ref-compared-as-value",
    { ref: shown(use.node), operator, mend: mendOf(use.node, use.within) },
    use,
    originOf(use),
  );
});

function mendOf(ref: ts.Node, comparison: ts.Node): string {
  if (ts.isCallExpression(comparison)) {
    const { expression: list } = comparison.expression as ts.PropertyAccessExpression;
    return `Write ${shown(ref)}.in(${shown(list)}), which looks when the pipeline runs.`;
  }
  if (!ts.isBinaryExpression(comparison)) return "Write when(….eq(…), () => { … }).elseWhen(…).";
  const [left, right] = [unwrapped(comparison.left), unwrapped(comparison.right)];
  const [method, turned] = methods[comparison.operatorToken.getText()] ?? ["eq", "eq"];
  return ref === left ? `Write ${shown(left)}.${method}(${shown(right)}).` : `Write ${shown(right)}.${turned}(${shown(left)}).`;
}

const calledMethod = ({ expression }: ts.CallExpression): string => (expression as ts.PropertyAccessExpression).name.text;
