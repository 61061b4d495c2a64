import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { absentReads } from "../scope/absent-reads.ts";

/** Who reads of a loop that has no items can do without. */
export const readsOutputOfEmptyLoop: LintRule = (subject) =>
  absentReads(subject).flatMap(({ reader, template, task, fact, why, path, spot }) =>
    why === "empty"
      ? [
          problem(
            "reads-output-of-empty-loop",
            {
              reader: reader?.label ?? `An output of template "${template.label}"`,
              name: `${task.root}.${task.name}.${fact}`,
              task: task.label.replace(/^./, (first) => first.toLowerCase()),
            },
            { at: subject.at(path, spot) },
          ),
        ]
      : [],
  );
