import { listOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Items are something. */
export const itemIsNull: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) =>
    listOf(task.body["withItems"]).flatMap((item, index) =>
      item === null
        ? [
            problem(
              "item-is-null",
              { number: index + 1, task: task.label.replace(/^./, (first) => first.toLowerCase()) },
              { at: subject.at([...task.path, "withItems", index]) },
            ),
          ]
        : [],
    ),
  );
