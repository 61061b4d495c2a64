import { hasTags } from "../../argo/laws/template-tags.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What a task loops over is a list. */
export const withParamNoList: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) => {
    const text = textOf(task.body["withParam"]);
    if (text === undefined || hasTags(text)) return [];
    const found = notList(text);
    return found === undefined
      ? []
      : [
          problem(
            "with-param-no-list",
            { task: task.label.replace(/^./, (first) => first.toLowerCase()), found },
            { at: subject.at([...task.path, "withParam"]) },
          ),
        ];
  });

function notList(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value)
      ? undefined
      : `it is ${value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`}`;
  } catch {
    return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
  }
}
