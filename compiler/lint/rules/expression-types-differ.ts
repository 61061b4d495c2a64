import { problem } from "../../diagnostics/problem.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import type { LintRule } from "../rule.ts";
import { expressionType } from "../scope/expression-type.ts";

/** What an expression does with values can be done with values of their types. */
export const expressionTypesDiffer: LintRule = ({ expressions, at }) =>
  expressions.flatMap((use) => {
    const type = expressionType(use);
    if (!(type instanceof ExpressionError) || type.reason.startsWith("unknown name")) return [];
    const lines = use.source.split("\n");
    const before = lines.slice(0, type.line - 1).reduce((count, line) => count + [...line].length + 1, 0);
    return [
      problem("expression-types-differ", { what: type.reason }, { at: at(use.path, use.spotOf(before + type.column - 1)) }),
    ];
  });
