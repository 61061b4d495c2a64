import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

const results = ["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"];

/** What is asked of a task is a way in which it may end. */
export const dependsResultUnknown: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) => {
    const found = subject.scopes.order(template).depends(task);
    if (typeof found !== "string") return [];
    const [, word = "", name = ""] = /^task result '(.*)' for task '(.*)' is invalid$/.exec(found) ?? [];
    const words = {
      task: task.label.replace(/^./, (first) => first.toLowerCase()),
      what: word === "" ? found : `"${word}" is no way in which "${name}" may end`,
      hint: didYouMean(word, results),
    };
    return [problem("depends-result-unknown", words, { at: subject.at([...task.path, "depends"], { text: word }) })];
  });
