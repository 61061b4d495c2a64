import { ts } from "ts-morph";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";
import { taskWords } from "../task-words.ts";

/** What runs after the body finds the pipeline closed. An `await` in a body is the fault of the body, and said there. */
export const taskMadeTooLate: SourceRule = ({ facts }) => {
  const asyncBodies = new Set<ts.Node>(facts.asyncBodies.map(({ node }) => node));
  return facts.tasks.flatMap((task) => {
    const { fate } = task;
    if (fate.kind !== "late" || asyncBodies.has(functionAround(fate.node))) return [];
    return finding("task-made-too-late", { task: taskWords(task), why: fate.why }, task, [
      { at: fate, message: "what runs later" },
    ]);
  });
};

function functionAround(node: ts.Node): ts.Node {
  let outer = node;
  while (outer.parent !== undefined && !ts.isFunctionLike(outer)) outer = outer.parent;
  return outer;
}
