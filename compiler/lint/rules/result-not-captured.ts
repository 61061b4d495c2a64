import { textsIn } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** What is read of a container's output is read in a form that the controller looks for. */
export const resultNotCaptured: LintRule = (subject) =>
  subject.expressions.flatMap(({ names, template, path, spotOf, source }) =>
    names.flatMap(({ steps, at: from }) => {
      const [root = "", task = "", outputs, result] = steps;
      if ((root !== "tasks" && root !== "steps") || outputs !== "outputs" || result !== "result" || template === undefined)
        return [];
      const other = subject.scopes.order(template).task(task);
      if (other === undefined || seen(subject, template).has(`${root}.${task}`)) return [];
      const found =
        [...source]
          .slice(from)
          .join("")
          .split(/\.outputs/)[0] ?? "";
      return [
        problem("result-not-captured", { task, found: `${found}.outputs.result`, root }, { at: subject.at(path, spotOf(from)) }),
      ];
    }),
  );

/** The tasks whose results a template's text mentions so that the controller sees it. */
function seen(subject: Subject, template: TemplateView): ReadonlySet<string> {
  const all = subject.once(mentions);
  return all.get(template) ?? new Set();
}

function mentions(subject: Subject): ReadonlyMap<TemplateView, ReadonlySet<string>> {
  return new Map(
    subject.templates.map((template) => {
      const words = textsIn(template.body, [], (text) => text.includes(".outputs.result")).flatMap(({ text }) =>
        [...text.matchAll(/\b(tasks|steps)(?:\.([\w-]+)|\['([\w-]+)'\])\.outputs\.result/g)].map(
          ([, root, plain, inBrackets]) => `${root}.${plain ?? inBrackets}`,
        ),
      );
      return [template, new Set(words)] as const;
    }),
  );
}
