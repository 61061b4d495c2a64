import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { whenProblem } from "../scope/when-text.ts";

/** A condition can be worked out. */
export const whenWrong: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) => {
    const what = task.when === undefined ? undefined : whenProblem(subject, task.when);
    return what === undefined
      ? []
      : [
          problem(
            "when-wrong",
            { task: task.label.replace(/^./, (first) => first.toLowerCase()), what },
            { at: subject.at([...task.path, "when"]) },
          ),
        ];
  });
