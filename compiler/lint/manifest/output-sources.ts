import type { TemplateType } from "../../argo/laws/template-types.ts";

/** What each type of template can take an output parameter from, besides a plain value. */
export const outputSources: Readonly<Record<TemplateType, readonly string[]>> = {
  container: ["path"],
  script: ["path"],
  containerSet: ["path"],
  resource: ["jsonPath", "jqFilter"],
  data: ["path"],
  steps: ["parameter", "expression"],
  dag: ["parameter", "expression"],
  suspend: ["supplied"],
  http: ["path", "parameter", "expression", "supplied"],
  plugin: ["path", "parameter", "expression", "supplied"],
};
