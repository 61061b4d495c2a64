import { type Caller, mapCallers } from "../../compiler/argo/map-callers.ts";
import type { Template, WorkflowSpec } from "../../compiler/argo/model.generated.ts";
import type { ArgoObject } from "./read-manifest.ts";

/**
 * The templates of a workflow by name, and those of the manifest's other WorkflowTemplates as `<object>/<template>`. A `templateRef` to
 * one of these becomes such a name, and inside of it a name means a template beside it. References to what is not in the manifest stay.
 */
export function callableTemplates(spec: WorkflowSpec, objects: readonly ArgoObject[]): ReadonlyMap<string, Template> {
  const libraries = new Map(
    objects.flatMap((object) => (object.kind === "WorkflowTemplate" ? [[object.metadata.name ?? "", object.spec] as const] : [])),
  );
  const has = (object: string, template: string): boolean =>
    libraries.get(object)?.templates?.some(({ name }) => name === template) === true;
  const localized = (template: Template, prefix: string): Template =>
    mapCallers(template, <C extends Caller>(caller: C): C => {
      const { templateRef: ref, ...others } = caller;
      if (ref?.name !== undefined && ref.template !== undefined && has(ref.name, ref.template))
        return { ...others, template: `${ref.name}/${ref.template}` } as C;
      return caller.template === undefined ? caller : { ...caller, template: prefix + caller.template };
    });
  const all = (templates: readonly Template[], prefix: string): readonly (readonly [string, Template])[] =>
    templates.flatMap((template) => (template.name === undefined ? [] : [[prefix + template.name, localized(template, prefix)]]));
  return new Map([
    ...[...libraries].flatMap(([name, library]) => all(library.templates ?? [], `${name}/`)),
    ...all(spec.templates ?? [], ""),
  ]);
}
