import { ts } from "ts-morph";
import { shown } from "../place-of.ts";
import { finding } from "../source-finding.ts";
import { originOf, ruleForUses, type SourceRule } from "../source-rule.ts";
import { unwrapped } from "../unwrapped.ts";

const methods: Readonly<Record<string, string>> = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  "/": "dividedBy",
  "%": "modulo",
};

/** Functions of `Math` that numbers' refs have as methods. */
const ownMethods = new Set(["abs", "floor", "ceil", "round"]);

/** There is no number yet; methods of refs calculate when the pipeline runs. */
export const refInArithmetic: SourceRule = ruleForUses(["arithmetic"], (use) => {
  const { node, within } = use;
  return finding(
    "ref-in-arithmetic",
    { ref: shown(node), operator: operatorOf(within), mend: mendOf(node, within) },
    use,
    originOf(use),
  );
});

function operatorOf(node: ts.Node): string {
  if (ts.isBinaryExpression(node)) return node.operatorToken.getText();
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return ts.tokenToString(node.operator) ?? "";
  return ts.isCallExpression(node) ? `${shown(calledName(node))}(…)` : "it";
}

const calledName = ({ expression }: ts.CallExpression): ts.Node =>
  ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression) && expression.expression.text !== "Math"
    ? expression.name
    : expression;

const byComponent = "Calculate it inside a component.";

function mendOf(ref: ts.Node, node: ts.Node): string {
  if (ts.isCallExpression(node)) return mendOfCall(ref, node);
  if (!ts.isBinaryExpression(node))
    return operatorOf(node) === "-" ? `Write ${shown(ref)}.negate(), which calculates when the pipeline runs.` : byComponent;
  const operator = operatorOf(node).replace(/=$/, "");
  const method = methods[operator];
  if (method === undefined) return byComponent;
  if (ref === unwrapped(node.left))
    return `Write ${shown(ref)}.${method}(${shown(node.right)}), which calculates when the pipeline runs.`;
  if (operator === "+" || operator === "*")
    return `Write ${shown(ref)}.${method}(${shown(node.left)}), which calculates when the pipeline runs.`;
  return operator === "-"
    ? `Write ${shown(ref)}.negate().plus(${shown(node.left)}), which calculates when the pipeline runs.`
    : byComponent;
}

function mendOfCall(ref: ts.Node, { expression, arguments: args }: ts.CallExpression): string {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (ownMethods.has(name)) return `Write ${shown(ref)}.${name}(), which calculates when the pipeline runs.`;
  if (name === "min" || name === "max")
    return `Write ${name}(${args.map(shown).join(", ")}) with Pipewright's ${name}, which calculates when the pipeline runs.`;
  return name === "Number" || name === "parseInt" || name === "parseFloat"
    ? "Pass the ref on as it is: what its value will be is said by the schema of the output."
    : byComponent;
}
