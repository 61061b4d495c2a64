import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactRecord } from "../../event.ts";
import { ownArtifact } from "../../run/own-artifact.ts";
import type { FileLine } from "./preview.ts";

/** The beginning of a file, or what lies in a folder. */
export type Looked =
  | { readonly kind: "file"; readonly head: Uint8Array; readonly bytes: number }
  | { readonly kind: "folder"; readonly files: readonly FileLine[]; readonly isWhole: boolean };

/** Looks into an artifact without reading more of it than the report shows; rejects when there is nothing to see. */
export type LookInto = (artifact: ArtifactRecord) => Promise<Looked>;

export const maxHead = 256 * 1024;
/** An image is shown whole or not at all. */
export const maxImage = 1024 * 1024;
const maxFiles = 50;

/** Looks at this machine's disk, and there only where runs and their caches keep artifacts: whatever a record says, the page shows no other files. */
export const lookIntoDisk =
  (folder: string): LookInto =>
  async ({ path }) => {
    const real = ownArtifact(folder, path);
    const stats = await lstat(real);
    if (stats.isDirectory()) return await folderOf(real);
    if (!stats.isFile()) throw new Error("it is no file");
    const file = await open(real);
    try {
      const head = new Uint8Array(Math.min(stats.size, maxImage));
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return { kind: "file", head: head.subarray(0, bytesRead), bytes: stats.size };
    } finally {
      await file.close();
    }
  };

async function folderOf(path: string): Promise<Looked> {
  const files: FileLine[] = [];
  const open = [""];
  for (let below = open.shift(); below !== undefined; below = open.shift()) {
    const entries = await readdir(join(path, below), { withFileTypes: true });
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) open.push(name);
      if (!entry.isFile()) continue;
      if (files.length >= maxFiles) return { kind: "folder", files, isWhole: false };
      files.push({ name, bytes: (await lstat(join(path, name))).size });
    }
  }
  return { kind: "folder", files, isWhole: true };
}
