import { gzipSync } from "node:zlib";
import { FollowError } from "../follow/follow-error.ts";
import type { RawNode, RawWorkflow } from "../follow/raw-workflow.ts";
import { unpackNodes } from "../follow/unpack-nodes.ts";
import type { MergePatch } from "./change-workflow.ts";

/** The nodes of a workflow that is to be changed. @throws FollowError when they are kept elsewhere, or can't be read */
export function nodesToChange(workflow: RawWorkflow, verb: string): Readonly<Record<string, RawNode>> {
  const { nodes, missing } = unpackNodes(workflow);
  if (missing === undefined) return nodes;
  const name = workflow.metadata.name ?? "";
  throw new FollowError(
    "cluster-run-not-retryable",
    `${name} can't be changed from here. ${missing}`,
    `Argo's server can: argo ${verb} ${name}.`,
  );
}

/** What a patch says to put nodes back as they were kept: one by one, or packed. @param gone ids of nodes that are taken away */
export function nodesPatch(
  workflow: RawWorkflow,
  nodes: Readonly<Record<string, RawNode>>,
  changed: Readonly<Record<string, RawNode>>,
  gone: readonly string[] = [],
): MergePatch {
  const { compressedNodes } = workflow.status ?? {};
  if (typeof compressedNodes !== "string" || compressedNodes === "")
    return { nodes: { ...changed, ...Object.fromEntries(gone.map((id) => [id, null])) } };
  const kept = Object.entries({ ...nodes, ...changed }).filter(([id]) => !gone.includes(id));
  return { compressedNodes: gzipSync(JSON.stringify(Object.fromEntries(kept))).toString("base64") };
}
