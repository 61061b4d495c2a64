import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A step reads only of earlier groups. */
export const stepNotBefore: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, task, subjectName, template }) => {
    if (kind !== "step-not-before" || task === undefined) return [];
    const other = template === undefined ? undefined : subject.scopes.order(template).task(subjectName);
    const related =
      other === undefined || other === task
        ? []
        : [{ at: subject.at([...other.path, "name"]), message: `step "${subjectName}"` }];
    return [problem("step-not-before", { reader: task.label, name, step: subjectName }, { at: subject.at(path, spot), related })];
  });
