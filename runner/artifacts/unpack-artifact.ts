import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ArchiveStrategy } from "../../compiler/argo/model.generated.ts";
import { type ArchiveBounds, BoundsMeter } from "./bounds.ts";
import { SafeTree } from "./safe-tree.ts";
import { isTarball } from "./tarball.ts";
import { unpackTarball } from "./unpack-tar.ts";
import { unpackZip } from "./unpack-zip.ts";
import { walkTree } from "./walk-tree.ts";

/**
 * Makes of what was fetched what the container finds: a gzipped tarball is unpacked, also when nobody said that it is one; a zip only when
 * the input says so. An archive with one entry at its top becomes that entry.
 *
 * @param fetched a file or folder beside `to`, which is used up
 * @throws ArtifactError when it can't be unpacked
 */
export async function unpackArtifact(
  fetched: string,
  to: string,
  archive: ArchiveStrategy | undefined,
  bounds: ArchiveBounds,
): Promise<void> {
  const unpack = await unpackerOf(fetched, archive);
  if (unpack === undefined) return rename(fetched, to);
  const folder = `${to}.unpacked`;
  await mkdir(folder, { recursive: true });
  const tree = new SafeTree(folder, new BoundsMeter(bounds, (await stat(fetched)).size));
  try {
    await unpack(fetched, tree);
    const [top, ...others] = await readdir(folder);
    if (top !== undefined && others.length === 0) {
      tree.checkLinksBelow(top);
      await rename(join(folder, top), to);
    } else await rename(folder, to);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(fetched, { recursive: true, force: true });
  }
}

async function unpackerOf(fetched: string, archive: ArchiveStrategy | undefined) {
  if (archive?.none !== undefined) return undefined;
  if (archive?.tar !== undefined) return unpackTarball;
  if (archive?.zip !== undefined) return unpackZip;
  return (await isTarball(fetched)) ? unpackTarball : undefined;
}

/** Sets the permissions of an input: of the artifact itself, or of all that is in it. Links have none. */
export async function applyMode(path: string, mode: number, isRecursive: boolean): Promise<void> {
  if (!isRecursive) return chmod(path, mode);
  for await (const entry of walkTree(path)) if (!entry.stats.isSymbolicLink()) await chmod(entry.path, mode);
}
