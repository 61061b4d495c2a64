import { fnv1a } from "../../util/fnv1a.ts";
import type { FollowedWorkflow } from "./followed-workflow.ts";

/** Kubernetes lets names be 253 letters long; a hash and its hyphen take eleven. */
const longestPrefix = 242;

/** The name of a node's pod, as the controller makes it. */
export function podNameOf({ name: workflow, nodes }: Pick<FollowedWorkflow, "name" | "nodes">, node: string): string {
  if (node === workflow) return workflow;
  const { templateName = "" } = nodes.get(node) ?? {};
  const prefix = templateName === "" ? workflow : `${workflow}-${templateName}`;
  return `${prefix.slice(0, longestPrefix)}-${fnv1a(node)}`;
}
