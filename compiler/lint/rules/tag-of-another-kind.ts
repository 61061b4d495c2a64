import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** Tasks are read as tasks, steps as steps. */
export const tagOfAnotherKind: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, template, hint }) =>
    kind === "tag-of-another-kind"
      ? [
          problem(
            "tag-of-another-kind",
            { template: template?.label ?? "", kind: template?.type === "dag" ? "tasks" : "steps", name, hint },
            { at: subject.at(path, spot) },
          ),
        ]
      : [],
  );
