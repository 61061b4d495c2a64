import { hasTags } from "../../argo/laws/template-tags.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import { type Lock, locksOf } from "../manifest/locks.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";
import { textOf } from "../yaml/json.ts";

interface Holder {
  readonly label: string;
  readonly locks: readonly Lock[];
}

/** No lock is wanted while it is held. */
export const mutexHeldAlready: LintRule = (subject) => {
  const { object, project, at } = subject;
  const found = new Map<string, Diagnostic>();
  const visit = (template: TemplateView, holders: readonly Holder[], seen: ReadonlySet<TemplateView>): void => {
    const locks = locksOf(template.body, template.path).filter(
      ({ kind, name }) => kind === "mutex" && name !== "" && !hasTags(name),
    );
    for (const lock of locks) {
      const holder = holders.find((one) => one.locks.some(({ key }) => key === lock.key));
      const held = holder?.locks.find(({ key }) => key === lock.key);
      if (holder === undefined || held === undefined || found.has(lock.path.join("."))) continue;
      const related = [{ at: at(held.path), message: "where it is held" }];
      found.set(
        lock.path.join("."),
        problem(
          "mutex-held-already",
          { template: template.label, name: lock.name, holder: holder.label },
          { at: at(lock.path), related },
        ),
      );
    }
    if (seen.has(template)) return;
    const inside = locks.length === 0 ? holders : [...holders, { label: `template "${template.label}"`, locks }];
    for (const task of template.tasks) {
      const callee = project.callee(object, task.body, task.inline);
      if (callee.kind === "template" && callee.owner === object) visit(callee.template, inside, new Set([...seen, template]));
    }
  };
  if (!object.templates.some((template) => locksOf(template.body, template.path).length > 0)) return [];
  const entry = textOf(object.spec["entrypoint"]);
  const ofWorkflow = locksOf(object.spec, object.specPath);
  for (const template of object.templates)
    visit(
      template,
      ofWorkflow.length > 0 && template.name === entry ? [{ label: "the workflow", locks: ofWorkflow }] : [],
      new Set(),
    );
  return [...found.values()];
};
