import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A task loops in one way. */
export const loopsOfTwoKinds: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ task }) => {
    const [, second] = task.loops;
    return second === undefined
      ? []
      : [
          problem(
            "loops-of-two-kinds",
            { task: task.label, fields: task.loops.join(" and ") },
            { at: subject.at([...task.path, second], { key: true }) },
          ),
        ];
  });
