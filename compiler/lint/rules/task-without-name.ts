import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Tasks and steps have names. */
export const taskWithoutName: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) => {
    const { name } = task.body;
    const isMissing = name === undefined || name === null || name === "";
    return isMissing
      ? [problem("task-without-name", { kind: task.kind, template: template.label }, { at: subject.at(task.path) })]
      : [];
  });
