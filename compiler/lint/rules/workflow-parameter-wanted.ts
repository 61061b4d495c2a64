import { hasTags, templateTags } from "../../argo/laws/template-tags.ts";
import { type Path, textsIn } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { argumentCalls } from "../manifest/argument-calls.ts";
import { isWhole } from "../manifest/is-whole.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";
import { workflowParameters } from "../scope/global-variables.ts";
import { calledFrom } from "../scope/scopes.ts";

/** A workflow has the parameters that the templates it takes from elsewhere read. */
export const workflowParameterWanted: LintRule = (subject) => {
  const { object, project } = subject;
  const runs = project.templatesOwner(object);
  if (!isWhole(object) || runs === undefined) return [];
  const own = new Set(workflowParameters(object, runs));
  const said = new Set<string>();
  return argumentCalls(subject).flatMap((call) => {
    if (call.owner === object) return [];
    return [...calledFrom(call.template.name, call.owner, project)].flatMap((template) => {
      const owner = project.objects.find(({ allTemplates }) => allTemplates.includes(template)) ?? call.owner;
      return readBy(template, said).flatMap(({ name, path, tag }) => {
        if (own.has(name) || owner === object) return [];
        said.add(`${template.path.join(".")} ${name}`);
        const words = { caller: call.label, template: template.label, owner: owner.label, name, object: object.label };
        const at = subject.at(call.role === "task" ? [...call.path, "templateRef"] : call.path, { key: call.role === "task" });
        return [
          problem("workflow-parameter-wanted", words, {
            at,
            related: [{ at: owner.at(path, { text: tag }), message: "where it is read" }],
          }),
        ];
      });
    });
  });
};

/** The parameters of the workflow that a template's plain tags read; what its inputs have as a default stays as text where it is not known. */
function readBy(
  template: TemplateView,
  said: ReadonlySet<string>,
): readonly { readonly name: string; readonly path: Path; readonly tag: string }[] {
  const { inputs: _inputs, ...body } = template.body;
  return textsIn(body, template.path, (text) => hasTags(text)).flatMap(({ text, path }) =>
    templateTags(text).tags.flatMap(({ inner, kind, text: tag }) => {
      const name = kind === "simple" ? /^workflow\.parameters\.([\w-]+)$/.exec(inner)?.[1] : undefined;
      return name === undefined || name === "json" || said.has(`${template.path.join(".")} ${name}`) ? [] : [{ name, path, tag }];
    }),
  );
}
