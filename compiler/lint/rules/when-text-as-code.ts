import { isWholeTag } from "../../argo/laws/template-tags.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { expressionType, isText } from "../scope/expression-type.ts";
import type { ExpressionUse } from "../scope/expression-uses.ts";

/** An expression that is a condition gives true or false, not text to be read once more. */
export const whenTextAsCode: LintRule = (subject) =>
  subject.expressions.flatMap((use) =>
    isWholeWhen(use) && isText(expressionType(use))
      ? [
          problem(
            "when-text-as-code",
            { task: use.task?.label.replace(/^./, (first) => first.toLowerCase()) ?? "a task" },
            { at: subject.at(use.path) },
          ),
        ]
      : [],
  );

function isWholeWhen({ field, path, text, task }: ExpressionUse): boolean {
  return (
    field === "tag" && path.at(-1) === "when" && task !== undefined && path.length === task.path.length + 1 && isWholeTag(text)
  );
}
