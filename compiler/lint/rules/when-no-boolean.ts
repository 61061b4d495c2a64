import { isWholeTag } from "../../argo/laws/template-tags.ts";
import { problem } from "../../diagnostics/problem.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import type { LintRule } from "../rule.ts";
import { expressionType, isText } from "../scope/expression-type.ts";

/** An expression that is a condition gives true or false. */
export const whenNoBoolean: LintRule = (subject) =>
  subject.expressions.flatMap((use) => {
    if (use.field !== "tag" || use.path.at(-1) !== "when" || use.task === undefined || !isWholeTag(use.text)) return [];
    const type = expressionType(use);
    if (type === undefined || type instanceof ExpressionError || isText(type)) return [];
    if (!["int", "float64", "map", "slice", "array", "func"].includes(type.kind)) return [];
    const words = {
      task: use.task.label.replace(/^./, (first) => first.toLowerCase()),
      type: type.kind === "int" || type.kind === "float64" ? "a number" : `a ${type.kind}`,
    };
    return [problem("when-no-boolean", words, { at: subject.at(use.path) })];
  });
