import type { Template } from "../../compiler/argo/model.generated.ts";
import type { NodeType } from "./node-status.ts";

/** The type of the node of a template. */
export function nodeTypeOf(template: Template): NodeType {
  if (template.dag !== undefined) return "DAG";
  if (template.steps !== undefined) return "Steps";
  if (template.suspend !== undefined) return "Suspend";
  if (template.http !== undefined) return "HTTP";
  return template.plugin === undefined ? "Pod" : "Plugin";
}
