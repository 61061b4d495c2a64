import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Only a loop is asked about its items. */
export const dependsItemsOfNoLoop: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) => {
    const order = subject.scopes.order(template);
    const depends = order.depends(task);
    if (typeof depends === "string") return [];
    return depends.loops.flatMap((name) =>
      order.task(name)?.loops.length === 0
        ? [
            problem(
              "depends-items-of-no-loop",
              { task: task.label, name },
              { at: subject.at([...task.path, "depends"], { text: `${name}.A` }) },
            ),
          ]
        : [],
    );
  });
