import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";
import { nameProblems } from "../scope/name-problem.ts";

/** What is read of a task is something that its template gives. */
export const outputUnknown: LintRule = (subject) =>
  nameProblems(subject).flatMap(({ kind, name, path, spot, subjectName, template, hint }) => {
    if (kind !== "output-unknown") return [];
    const task = template === undefined ? undefined : subject.scopes.order(template).task(subjectName);
    const callee = task === undefined ? undefined : subject.project.callee(subject.object, task.body, task.inline);
    const called = callee?.kind === "template" ? callee : undefined;
    const what =
      name.endsWith(".outputs.result") || name.endsWith(".exitCode")
        ? `Template "${called?.template.label}" is a ${called?.template.type ?? "template"}, which has none.`
        : `Declare it as an output of template "${called?.template.label}".`;
    const related = called === undefined ? [] : [{ at: called.owner.at(called.template.path), message: "the template" }];
    return [
      problem(
        "output-unknown",
        { name, task: subjectName, hint, help: hint === "" ? what : "" },
        { at: subject.at(path, spot), related },
      ),
    ];
  });
