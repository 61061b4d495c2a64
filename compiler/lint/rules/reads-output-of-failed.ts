import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { absentReads } from "../scope/absent-reads.ts";

/** Who reads of a task after its failure can do without. */
export const readsOutputOfFailed: LintRule = (subject) =>
  absentReads(subject).flatMap(({ reader, template, task, fact, why, path, spot }) =>
    why === "failed"
      ? [
          problem(
            "reads-output-of-failed",
            {
              reader: reader?.label ?? `An output of template "${template.label}"`,
              name: `${task.root}.${task.name}.${fact}`,
              task: task.label.replace(/^./, (first) => first.toLowerCase()),
            },
            {
              at: subject.at(path, spot),
              related: [{ at: subject.at([...task.path, "continueOn"]), message: "what lets the workflow go on" }],
            },
          ),
        ]
      : [],
  );
