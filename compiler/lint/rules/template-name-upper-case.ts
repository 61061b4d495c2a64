import { lowerCaseName } from "../../argo/laws/kubernetes-names.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";

/** A template that becomes pods in the middle of a run has a name that a pod may have. */
export const templateNameUpperCase: LintRule = (subject) => {
  const called = new Set<TemplateView>();
  for (const call of callsOf(subject)) {
    const callee = subject.project.callee(subject.object, call.body, call.inline);
    if (call.role !== "entrypoint" && callee.kind === "template") called.add(callee.template);
  }
  return subject.object.templates.flatMap((template) => {
    const { name, isPod, path } = template;
    if (name === undefined || !isPod || !called.has(template) || name === name.toLowerCase()) return [];
    return [
      problem("template-name-upper-case", { name, suggestion: lowerCaseName(name) }, { at: subject.at([...path, "name"]) }),
    ];
  });
};
