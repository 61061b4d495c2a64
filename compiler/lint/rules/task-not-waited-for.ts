import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A task reads only of those that it waits for. */
export const taskNotWaitedFor: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, task, subjectName, template }) => {
    if (kind !== "task-not-waited-for" || task === undefined) return [];
    const other = template === undefined ? undefined : subject.scopes.order(template).task(subjectName);
    const related =
      other === undefined || other === task
        ? []
        : [{ at: subject.at([...other.path, "name"]), message: `task "${subjectName}"` }];
    return [
      problem("task-not-waited-for", { reader: task.label, name, task: subjectName }, { at: subject.at(path, spot), related }),
    ];
  });
