import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { absentReads } from "../scope/absent-reads.ts";

/** Who reads of a task that may be skipped can do without. */
export const readsOutputOfSkipped: LintRule = (subject) =>
  absentReads(subject).flatMap(({ reader, template, task, fact, why, path, spot }) => {
    if (why !== "skipped") return [];
    const name = `${task.root}.${task.name}.${fact}`;
    const words = {
      reader: reader?.label ?? `An output of template "${template.label}"`,
      name,
      task: task.label.replace(/^./, (first) => first.toLowerCase()),
      help: helpFor(name, reader?.kind === "task" ? task.name : undefined),
    };
    return [
      problem("reads-output-of-skipped", words, {
        at: subject.at(path, spot),
        related: [{ at: subject.at([...task.path, "when"]), message: "its condition" }],
      }),
    ];
  });

function helpFor(name: string, waitsFor: string | undefined): string {
  const expression = `Write {{= ${name.replace(/\.([\w-]*-[\w-]*)\./, "['$1'].")} ?? '' }}`;
  return waitsFor === undefined
    ? `${expression}, or give the output a default.`
    : `${expression}, give the output a default, or wait with depends: ${waitsFor}.Succeeded.`;
}
