import { gunzipSync } from "node:zlib";
import type { RawNode, RawWorkflow } from "./raw-workflow.ts";

/** Argo packs what is larger than 1 MiB; 100 times that is no workflow, and would fill the memory of whoever looks at it. */
const mostBytes = 256 * 2 ** 20;

/** The nodes of a workflow as it has them: by id, or why they can't be had. */
export interface UnpackedNodes {
  readonly nodes: Readonly<Record<string, RawNode>>;
  /** Why they are not all that there is, in a sentence; undefined when they are. */
  readonly missing?: string;
}

/**
 * The nodes of a workflow: as they stand, packed by gzip when they are many, or kept in the controller's database, from where only
 * Argo's own server gives them.
 */
export function unpackNodes({ status = {} }: RawWorkflow): UnpackedNodes {
  const { nodes, compressedNodes, offloadNodeStatusVersion } = status;
  if (nodes !== undefined && Object.keys(nodes).length > 0) return { nodes };
  if (typeof compressedNodes === "string" && compressedNodes !== "") return unpacked(compressedNodes);
  if (typeof offloadNodeStatusVersion === "string" && offloadNodeStatusVersion !== "")
    return {
      nodes: {},
      missing:
        "Its steps are not in the Workflow: the controller keeps them in a database (nodeStatusOffLoad), which only Argo's server reads. Its phase is all that can be followed from here.",
    };
  return { nodes: {} };
}

function unpacked(packed: string): UnpackedNodes {
  try {
    const bytes = gunzipSync(Buffer.from(packed, "base64"), { maxOutputLength: mostBytes });
    const nodes: unknown = JSON.parse(bytes.toString("utf8"));
    if (isRecord(nodes)) return { nodes: nodes as Readonly<Record<string, RawNode>> };
  } catch (error) {
    return { nodes: {}, missing: `Its packed steps (status.compressedNodes) can't be read: ${(error as Error).message}.` };
  }
  return { nodes: {}, missing: "Its packed steps (status.compressedNodes) are no map of nodes." };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
