import { checkExpression } from "./check/check.ts";
import { evaluateNode } from "./evaluate/evaluate-node.ts";
import { Evaluation } from "./evaluate/evaluation.ts";
import { PanicAt } from "./evaluate/panic-at.ts";
import { ExpressionError } from "./expression-error.ts";
import { optimize } from "./optimize/optimize.ts";
import { type Expression, parseExpression } from "./parse-expression.ts";
import type { MapValue, Value } from "./value.ts";

/**
 * What an expression gives, as the controller's expr-lang 1.17.8 would have it: its types are checked first, so that a wrong
 * operand is an error in a branch that is never taken too.
 *
 * @param expression read by `parseExpression`, or its source
 * @param environment the variables by name, with the functions that the expression may call
 * @throws ExpressionError with the controller's words and the place
 * @example evaluateExpression("asInt(inputs.parameters.n) > 3", argoEnvironment({ "inputs.parameters.n": "5" })) // => true
 */
export function evaluateExpression(expression: Expression | string, environment: MapValue): Value {
  const source = typeof expression === "string" ? expression : expression.source;
  // Read anew: a variable may have taken the name of a builtin.
  const { node } = parseExpression(source, (name) => environment.entries.has(name));
  try {
    const checked = optimize(checkExpression(node, source, environment), source);
    const evaluation = new Evaluation(environment, checked.types, evaluateNode);
    return evaluation.value(checked.node);
  } catch (error) {
    if (error instanceof PanicAt) throw ExpressionError.at(source, error.at, error.message);
    if (error instanceof RangeError) throw ExpressionError.at(source, 0, "the expression is nested too deeply");
    throw error;
  }
}
