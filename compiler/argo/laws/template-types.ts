/** What a template can be: the name of the field that says so. */
export const templateTypes = [
  "container",
  "script",
  "containerSet",
  "resource",
  "data",
  "steps",
  "dag",
  "suspend",
  "http",
  "plugin",
] as const;

export type TemplateType = (typeof templateTypes)[number];

/** Those that become a pod of their own. */
export const podTypes: ReadonlySet<TemplateType> = new Set(["container", "script", "containerSet", "resource", "data"]);

/** Those whose standard output, or the like, is kept as `outputs.result`. */
export const resultTypes: ReadonlySet<TemplateType> = new Set(["container", "script", "containerSet", "data", "http", "plugin"]);
