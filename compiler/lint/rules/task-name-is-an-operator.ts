import { expressionWords } from "../../argo/expression-words.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** A task that others wait for is not called like an operator. */
export const taskNameIsAnOperator: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) => {
    const order = subject.scopes.order(template);
    return order.parents(task).flatMap((name) => {
      const other = expressionWords.has(name) ? order.task(name) : undefined;
      if (other === undefined) return [];
      const words = { name, reader: task.label.replace(/^./, (first) => first.toLowerCase()) };
      return [
        problem("task-name-is-an-operator", words, {
          at: subject.at([...other.path, "name"]),
          related: [{ at: subject.at(task.path), message: "the reader" }],
        }),
      ];
    });
  });
