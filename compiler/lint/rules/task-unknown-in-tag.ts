import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** What is read of a task is read of one that there is. */
export const taskUnknownInTag: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, template, subjectName, hint }) =>
    kind === "task-unknown-in-tag"
      ? [
          problem(
            "task-unknown-in-tag",
            { template: template?.label ?? "", kind: template?.type === "dag" ? "task" : "step", task: subjectName, name, hint },
            { at: subject.at(path, spot) },
          ),
        ]
      : [],
  );
