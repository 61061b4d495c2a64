import type { Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

export interface TreeEntry {
  /** Below the root, with slashes; empty for the root itself. */
  readonly name: string;
  readonly path: string;
  readonly stats: Stats;
}

/** Everything in a folder, the folder first, by name; or one file. No link is followed. */
export async function* walkTree(root: string, name = ""): AsyncGenerator<TreeEntry> {
  const path = name === "" ? root : join(root, name);
  const stats = await lstat(path);
  yield { name, path, stats };
  if (!stats.isDirectory()) return;
  for (const below of (await readdir(path)).sort()) yield* walkTree(root, name === "" ? below : `${name}/${below}`);
}
