import type { DAGTask, Template, TemplateRef, WorkflowStep } from "../../compiler/argo/model.generated.ts";
import { ControlError } from "./control-error.ts";
import type { TemplateSource } from "./submission.ts";

/** A step of a group or a task of a DAG: what both have. */
export type Work = WorkflowStep & Pick<DAGTask, "depends" | "dependencies">;

/** What names a template: a step, a task, a hook, an entrypoint. */
export interface Caller {
  readonly template?: string;
  readonly templateRef?: TemplateRef;
  readonly inline?: Template;
}

export interface ResolvedTemplate {
  readonly template: Template;
  /** Where the names inside of it lead. */
  readonly source: TemplateSource;
}

/** The template that a caller means. @throws ControlError when there is none */
export function resolveTemplate({ template: name, templateRef, inline }: Caller, source: TemplateSource): ResolvedTemplate {
  if (inline !== undefined && Object.keys(inline).length > 0) return { template: inline, source };
  if (templateRef !== undefined) {
    const { name: object = "", template = "", clusterScope = false } = templateRef;
    const library = source.library(object, clusterScope);
    const kind = clusterScope ? "clusterworkflowtemplates" : "workflowtemplates";
    if (library === undefined) throw new ControlError(`${kind}.argoproj.io "${object}" not found`);
    const found = library.find(template);
    if (found === undefined)
      throw new ControlError(
        `template ${template} not found in ${kind === "workflowtemplates" ? "workflow template" : "cluster workflow template"} ${object}`,
      );
    return { template: found, source: library };
  }
  const found = name === undefined ? undefined : source.find(name);
  if (found === undefined)
    throw new ControlError(`template reference ${source.scope === "" ? "" : `${source.scope}.`}${name ?? ""} not found`);
  return { template: found, source };
}
