import { type Caller, callersIn, mapCallers } from "../../argo/map-callers.ts";
import type { Template } from "../../argo/model.generated.ts";

/** The templates of the same object that a template calls, each once. */
export const calledTemplates = (template: Template): readonly string[] => [
  ...new Set(callersIn(template).flatMap(({ template: name }) => (name === undefined ? [] : [name]))),
];

/** A template whose calls of what is not beside it name the object that has it. */
export function withRefs(template: Template, isBeside: (name: string) => boolean, homeOf: (name: string) => string): Template {
  if (calledTemplates(template).every(isBeside)) return template;
  return mapCallers(template, <C extends Caller>(caller: C): C => {
    const { template: name, ...others } = caller;
    if (name === undefined || isBeside(name)) return caller;
    return renamed(others, { name: homeOf(name), template: name }) as C;
  });
}

/** The reference where the name stood: after the name of the task. */
function renamed(caller: object, templateRef: NonNullable<Caller["templateRef"]>): object {
  const { name, ...others } = caller as { readonly name?: string };
  return { ...(name !== undefined && { name }), templateRef, ...others };
}
