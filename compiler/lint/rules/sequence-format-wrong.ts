import { hasTags } from "../../argo/laws/template-tags.ts";
import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** The format of a sequence shows its number, once. */
export const sequenceFormatWrong: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) => {
    const format = textOf(recordOf(task.body["withSequence"])["format"]);
    if (format === undefined || format === "" || hasTags(format)) return [];
    const verbs = [...format.replaceAll("%%", "").matchAll(/%([-+ 0#]*\d*)(.?)/g)].map(([, , verb]) => verb ?? "");
    return verbs.length === 1 && "dxXobcqUvO".includes(verbs[0] || "?")
      ? []
      : [
          problem(
            "sequence-format-wrong",
            { format, task: task.label.replace(/^./, (first) => first.toLowerCase()) },
            { at: subject.at([...task.path, "withSequence", "format"]) },
          ),
        ];
  });
