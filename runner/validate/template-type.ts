import { podTypes, type TemplateType, templateTypes } from "../../compiler/argo/laws/template-types.ts";
import type { Template } from "../../compiler/argo/model.generated.ts";

/** The types as the controller calls them; it asks in this order. */
const names: Readonly<Record<TemplateType, string>> = {
  container: "Container",
  containerSet: "ContainerSet",
  steps: "Steps",
  script: "Script",
  resource: "Resource",
  dag: "DAG",
  suspend: "Suspend",
  data: "Data",
  http: "HTTP",
  plugin: "Plugin",
};

/** What a template is: the first that it has, as the controller asks for them. */
export function typeOf(template: Template): TemplateType | undefined {
  return (Object.keys(names) as TemplateType[]).find((type) => template[type] !== undefined);
}

/** How many types a template has. */
export const typesOf = (template: Template): number => templateTypes.filter((type) => template[type] !== undefined).length;

export function typeName(template: Template): string {
  const type = typeOf(template);
  return type === undefined ? "Unknown" : names[type];
}

/** Whether it does something itself: neither steps nor dag nor suspend. */
export function isLeaf(template: Template): boolean {
  const type = typeOf(template);
  return type !== undefined && type !== "steps" && type !== "dag" && type !== "suspend";
}

export function isPod(template: Template): boolean {
  const type = typeOf(template);
  return type !== undefined && podTypes.has(type);
}

/** Whether others may ask for its `outputs.result` and its exit code. */
export function hasResult({ container, containerSet, script, data, http, plugin }: Template): boolean {
  const isSetWithMain = containerSet?.containers?.some(({ name }) => name === "main") === true;
  return isSetWithMain || [container, script, data, http, plugin].some((one) => one !== undefined);
}
