import { listOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { portsOf } from "../manifest/ports.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** Free text is not compared by putting it between quotes. */
export const whenQuotesATag: LintRule = (subject) =>
  subject.tags.flatMap(({ tag, nth, path, task, text, template }) => {
    if (tag.kind !== "simple" || task === undefined || path.at(-1) !== "when" || path.length !== task.path.length + 1) return [];
    const before = text[tag.start - 1];
    const after = text[tag.start + tag.text.length];
    if ((before !== "'" && before !== '"') || after !== before || !isFree(subject, tag.inner, template)) return [];
    const name = tag.inner.replace(/\.([\w]*-[\w-]*)/g, "['$1']");
    return [
      problem(
        "when-quotes-a-tag",
        { task: task.label.replace(/^./, (first) => first.toLowerCase()), tag: tag.text, name },
        { at: subject.at(path, { text: tag.text, nth }) },
      ),
    ];
  });

/** Whether anything may stand in it: what Argo says itself and what an enum limits can't hold a quote. */
function isFree({ object }: Subject, name: string, template: TemplateView | undefined): boolean {
  const [, parameter] = /^(?:workflow|inputs)\.parameters\.([\w-]+)$/.exec(name) ?? [];
  if (parameter === undefined) return /\.outputs\.(result|parameters\.)/.test(name);
  const ports = name.startsWith("inputs") ? template?.inputs.parameters : portsOf(object.spec["arguments"], []).parameters;
  // Only the enum of a workflow's argument is looked at.
  return name.startsWith("inputs") || listOf(ports?.find((port) => port.name === parameter)?.body["enum"]).length === 0;
}
