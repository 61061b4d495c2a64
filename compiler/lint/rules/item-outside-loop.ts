import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** An item is read where there is one. */
export const itemOutsideLoop: LintRule = ({ tags, at }) =>
  tags.flatMap(({ tag, nth, path, task, template, variables }) => {
    if (tag.kind !== "simple" || tag.inner !== "item" || variables.has("item")) return [];
    const where =
      task === undefined
        ? `template "${template?.label ?? "of no name"}"`
        : task.label.replace(/^./, (first) => first.toLowerCase());
    const help =
      task === undefined
        ? "Hand the item in, as an argument of the task that loops."
        : "Give the task withItems, withParam or withSequence.";
    return [problem("item-outside-loop", { where, help }, { at: at(path, { text: tag.text, nth }) })];
  });
