import { createHash } from "node:crypto";

/** Where an artifact is kept that names no key of its own: a folder per workflow and node. */
export function artifactKey(workflow: string, node: string, artifact: string): string {
  return `${workflow}/${folderName(node)}/${artifact}`;
}

/** A node's name as the name of a folder: readable, short enough for every file system, and never the same for two nodes. */
export function folderName(node: string): string {
  const safe = node.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+|[.-]+$/g, "");
  if (safe === node && safe.length <= 100) return safe;
  return `${safe.slice(0, 80)}-${createHash("sha256").update(node).digest("hex").slice(0, 8)}`;
}
