import type { Node } from "./ast.ts";
import { ExpressionError } from "./expression-error.ts";
import { Grammar, type Rules } from "./syntax/grammar.ts";
import { parseCall } from "./syntax/parse-call.ts";
import { parseExpression as parseOperators, parseSequence } from "./syntax/parse-expression.ts";
import { parsePostfix } from "./syntax/parse-postfix.ts";

/** A read expression. */
export interface Expression {
  readonly source: string;
  readonly node: Node;
}

const RULES: Rules = { expression: parseOperators, sequence: parseSequence, postfix: parsePostfix, call: parseCall };

/**
 * Reads an expression of Argo's language, expr-lang 1.17.8.
 *
 * @param source what stands between `{{=` and `}}`
 * @param isOverridden whether a variable takes a builtin's name; none does unless said so
 * @throws ExpressionError with the place of the first mistake
 * @example parseExpression("len(inputs.parameters.x) > 3")
 */
export function parseExpression(source: string, isOverridden: (name: string) => boolean = () => false): Expression {
  try {
    const grammar = new Grammar(source, RULES, isOverridden);
    const node = parseSequence(grammar);
    if (!grammar.is("EOF")) grammar.unexpected();
    return Object.freeze({ source, node });
  } catch (error) {
    if (error instanceof RangeError) throw ExpressionError.at(source, 0, "the expression is nested too deeply");
    throw error;
  }
}
