import { hasTags } from "../../argo/laws/template-tags.ts";
import { textOf } from "../../argo/yaml/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import { type Lock, locksOf } from "../manifest/locks.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";

interface Holder {
  readonly label: string;
  readonly locks: readonly Lock[];
}

/** No lock is wanted while it is held. */
export const mutexHeldAlready: LintRule = (subject) => {
  const { object, project, at } = subject;
  const found = new Map<string, Diagnostic>();
  const visited = new Set<string>();
  const visit = (template: TemplateView, holders: readonly Holder[]): void => {
    const locks = locksOf(template.body, template.path).filter(isCertain);
    for (const lock of locks) {
      const held = holders
        .flatMap((holder) => holder.locks.map((one) => ({ holder, one })))
        .find(({ one }) => one.key === lock.key);
      if (held === undefined || found.has(lock.path.join("."))) continue;
      const words = { template: template.label, name: lock.name, holder: held.holder.label };
      const related = [{ at: at(held.one.path), message: "where it is held" }];
      found.set(lock.path.join("."), problem("mutex-held-already", words, { at: at(lock.path), related }));
    }
    const inside = locks.length === 0 ? holders : [...holders, { label: `template "${template.label}"`, locks }];
    // What was looked at under the same locks need not be looked at again.
    const state = `${template.path.join(".")} ${inside
      .flatMap((holder) => holder.locks.map(({ key }) => key))
      .sort()
      .join(", ")}`;
    if (visited.has(state)) return;
    visited.add(state);
    for (const task of template.tasks) {
      if (task.when?.trim() === "false") continue;
      const callee = project.callee(object, task.body, task.inline);
      if (callee.kind === "template" && callee.owner === object) visit(callee.template, inside.slice(-maxHolders));
    }
  };
  const ofWorkflow = locksOf(object.spec, object.specPath).filter(isCertain);
  if (!object.templates.some((template) => locksOf(template.body, template.path).length > 0)) return [];
  for (const template of object.templates) {
    const isFirst = ofWorkflow.length > 0 && template.name === textOf(object.spec["entrypoint"]);
    visit(template, isFirst ? [{ label: "the workflow", locks: ofWorkflow }] : []);
  }
  return [...found.values()];
};

/** Of a circle of templates the locks would grow for ever. */
const maxHolders = 20;

const isCertain = ({ kind, name }: Lock): boolean => kind === "mutex" && name !== "" && !hasTags(name);
