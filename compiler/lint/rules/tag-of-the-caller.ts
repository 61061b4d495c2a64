import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A template reads the tasks of its own only. */
export const tagOfTheCaller: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, template }) => {
    if (kind !== "tag-of-the-caller") return [];
    const one = name.startsWith("tasks") ? "task" : "step";
    return [
      problem(
        "tag-of-the-caller",
        { template: template?.label ?? "of no name", name, kind: `${one}s`, one },
        { at: subject.at(path, spot) },
      ),
    ];
  });
