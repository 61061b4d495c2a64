import { problem } from "../../diagnostics/problem.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import type { LintRule } from "../rule.ts";

/** Expressions can be read. */
export const expressionSyntax: LintRule = ({ expressions, at }) =>
  expressions.flatMap(({ parsed, path, source, spotOf }) => {
    if (!(parsed instanceof ExpressionError)) return [];
    const lines = source.split("\n");
    const before = lines.slice(0, parsed.line - 1).reduce((count, line) => count + [...line].length + 1, 0);
    const found = at(path, spotOf(before + parsed.column - 1));
    return [problem("expression-syntax", { what: parsed.reason, help: help(source) }, { at: found })];
  });

function help(source: string): string {
  if (source.includes("{{")) return "A tag inside of {{= }} is no tag: write the name alone, as inputs.parameters.x.";
  if (source.split("{").length > source.split("}").length)
    return "The expression ends at the first }}; put a blank between two closing braces.";
  const quotes = [...source].filter((character) => character === '"' || character === "'").length;
  return quotes % 2 === 1 ? "The expression ends at the first }}, inside of quotes too." : "";
}
