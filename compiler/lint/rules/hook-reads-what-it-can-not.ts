import { problem } from "../../diagnostics/problem.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { LintRule } from "../rule.ts";

/** A hook reads of its task what there is when it runs. */
export const hookReadsWhatItCanNot: LintRule = (subject) =>
  subject.tags.flatMap(({ tag, nth, path, task }) => {
    if (task === undefined || tag.kind !== "simple" || path[task.path.length] !== "hooks") return [];
    const hook = String(path[task.path.length + 1]);
    const found = unreadable(tag.inner, hook, task);
    if (found === undefined) return [];
    const words = { hook, task: task.label.replace(/^./, (first) => first.toLowerCase()), name: tag.inner, ...found };
    return [problem("hook-reads-what-it-can-not", words, { at: subject.at(path, { text: tag.text, nth }) })];
  });

function unreadable(name: string, hook: string, task: TaskView): { readonly why: string; readonly help: string } | undefined {
  const own = `${task.root}.${task.name}.`;
  const isLoop = task.loops.length > 0;
  if (isLoop && (name === "item" || name.startsWith("item.")))
    return {
      why: "is no longer known when items have ended",
      help: "Let the items' template do it, or read outputs by a task that comes after.",
    };
  if (!name.startsWith(own)) return undefined;
  if (isLoop)
    return {
      why: "a hook of a loop does not know: it runs for each item and once for all",
      help: "Let a task that depends on the loop do it.",
    };
  if (hook !== "exit")
    return name.endsWith(".status") || name.includes(".outputs.")
      ? { why: "is not there while the task runs", help: 'Only a hook called "exit" runs after its task.' }
      : undefined;
  const isResult = name.endsWith(".outputs.result") || name.endsWith(".exitCode");
  return isResult ? { why: "hooks do not get", help: "Write it to a file, and make that an output parameter." } : undefined;
}
