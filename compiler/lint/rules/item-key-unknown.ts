import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** A key that is read of an item is one that items have. */
export const itemKeyUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, task, hint, template, inExpression }) => {
    if (kind !== "item-unknown" || inExpression) return [];
    const isLoop = task !== undefined && task.loops.length > 0;
    const help = isLoop
      ? "Items that are no mappings are read as {{item}}."
      : "Only a task with withItems, withParam or withSequence has items.";
    const words = {
      name,
      task: task?.label.replace(/^./, (first) => first.toLowerCase()) ?? `template "${template?.label}"`,
      hint,
      help,
    };
    return [problem("item-key-unknown", words, { at: subject.at(path, spot) })];
  });
