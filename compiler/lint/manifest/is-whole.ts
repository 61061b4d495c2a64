import { recordOf } from "../../argo/yaml/json.ts";
import type { ArgoObject } from "./argo-object.ts";

/** Whether an object describes a whole run; a template may leave arguments and entrypoint to who uses it. */
export function isWhole({ kind }: ArgoObject): boolean {
  return kind === "Workflow" || kind === "CronWorkflow";
}

/** The name of the WorkflowTemplate that a workflow is a run of. */
export function runsTemplate({ spec }: ArgoObject): boolean {
  return Object.keys(recordOf(spec["workflowTemplateRef"])).length > 0;
}
