import { ts } from "ts-morph";
import type { DoomedFate } from "../facts.ts";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";
import { taskWords } from "../task-words.ts";

/** A call of a component that is never reached makes no step. */
export const taskNeverMade: SourceRule = ({ facts, isComplete }) => {
  if (!isComplete) return [];
  const made = new Set(facts.tasks.filter(({ fate }) => fate.kind !== "never").map(({ node }) => node));
  return facts.tasks.flatMap((task) => {
    const { fate } = task;
    if (fate.kind !== "never" || made.has(task.node)) return [];
    const words = { task: taskWords(task), why: fate.why, mend: mendOf(fate) };
    return finding("task-never-made", words, task, [{ at: fate, message: "why it is never reached" }]);
  });
};

function mendOf({ node }: DoomedFate): string {
  if (ts.isStatement(node) && !ts.isFunctionDeclaration(node)) return "Move it up, or remove it.";
  return ts.isFunctionLike(node) ? "Call the function in the body, or remove it." : "Give the list its items, or remove it.";
}
