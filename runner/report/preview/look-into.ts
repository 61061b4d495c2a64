import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ArtifactRecord } from "../../event.ts";
import { ownArtifact } from "../../run/own-artifact.ts";
import type { FileLine } from "./preview.ts";

/** The beginning of a file, or what lies in a folder. */
export type Looked =
  | { readonly kind: "file"; readonly head: Uint8Array; readonly bytes: number }
  | { readonly kind: "folder"; readonly files: readonly FoundFile[]; readonly isWhole: boolean };

/** A file in a folder, with its beginning where there was room for it. */
export interface FoundFile extends Pick<FileLine, "name" | "bytes"> {
  readonly head?: Uint8Array;
}

/** Looks into an artifact without reading more of it than the report shows; rejects when there is nothing to see. */
export type LookInto = (artifact: ArtifactRecord) => Promise<Looked>;

export const maxHead = 256 * 1024;
/** An image is shown whole or not at all. */
export const maxImage = 1024 * 1024;
const maxFiles = 50;
/** Of a folder's files the first ones are looked into, and of each less than of an artifact that is one file. */
const maxLookedInto = 20;
export const maxHeadInFolder = 64 * 1024;
/** The deepest folder, and the most folders, that are walked. */
const maxFolders = 1000;

/** Looks at this machine's disk, and there only where runs and their caches keep artifacts: whatever a record says, the page shows no other files. */
export const lookIntoDisk =
  (folder: string): LookInto =>
  async ({ path }) => {
    const real = ownArtifact(folder, path);
    const stats = await lstat(real);
    if (stats.isDirectory()) return await folderOf(real);
    if (!stats.isFile()) throw new Error("it is no file");
    return { kind: "file", head: await headOf(real, maxImage), bytes: stats.size };
  };

/** The beginning of a file; it is not followed where it became a link meanwhile. */
async function headOf(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error("it is no file");
    const head = new Uint8Array(Math.min(stats.size, most));
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function folderOf(path: string): Promise<Looked> {
  const files: FoundFile[] = [];
  const open = [""];
  let numFolders = 0;
  for (let below = open.shift(); below !== undefined; below = open.shift()) {
    if (++numFolders > maxFolders) return { kind: "folder", files, isWhole: false };
    const entries = await readdir(join(path, below), { withFileTypes: true });
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) open.push(name);
      if (!entry.isFile()) continue;
      if (files.length >= maxFiles) return { kind: "folder", files, isWhole: false };
      const file = join(path, name);
      const head = files.length < maxLookedInto ? await headOf(file, maxHeadInFolder).catch(() => undefined) : undefined;
      files.push({ name, bytes: (await lstat(file)).size, ...(head !== undefined && { head }) });
    }
  }
  return { kind: "folder", files, isWhole: true };
}
