import { didYouMean } from "../../../util/did-you-mean.ts";
import { listOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** What a task waits for is there. */
export const dependsOnUnknownTask: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) => {
    if (task.kind !== "task") return [];
    const order = subject.scopes.order(template);
    const text = textOf(task.body["depends"]);
    return order.parents(task).flatMap((name) => {
      if (order.task(name) !== undefined) return [];
      const index = listOf(task.body["dependencies"]).indexOf(name);
      const path = text === undefined ? [...task.path, "dependencies", index] : [...task.path, "depends"];
      const words = {
        task: task.label,
        name,
        template: template.label,
        hint: didYouMean(name, order.names()),
        help: helpFor(name, text ?? ""),
      };
      return [problem("depends-on-unknown-task", words, { at: subject.at(path, { text: name }) })];
    });
  });

const results = ["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"];

function helpFor(name: string, text: string): string {
  if (["and", "or", "not"].includes(name)) return `The operators are &&, || and !; "${name}" is read as the name of a task.`;
  if (!text.includes(`.${name}`)) return "";
  const result = results.find((one) => one.toLowerCase() === name.toLowerCase());
  return result === undefined
    ? `After a dot stands one of ${results.join(", ")}.`
    : `The result is written ${result}, with a capital.`;
}
