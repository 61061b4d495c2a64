import { createReadStream, createWriteStream } from "node:fs";
import { readlink } from "node:fs/promises";
import { finished, pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { type TreeEntry, walkTree } from "./walk-tree.ts";

/**
 * Packs a file or folder as Argo does: a gzipped tarball with one entry at its top, named like the original. Links stay links; pipes,
 * sockets and devices are left out.
 *
 * @param level of compression, 0 to 9; by default gzip's own
 */
export async function packTarball(from: string, topName: string, to: string, level?: number): Promise<void> {
  const tarball = pack();
  const written = pipeline(
    tarball as unknown as NodeJS.ReadableStream,
    createGzip(level === undefined ? {} : { level }),
    createWriteStream(to),
  );
  await Promise.all([fill(tarball, from, topName), written]);
}

async function fill(tarball: Pack, from: string, topName: string): Promise<void> {
  try {
    for await (const entry of walkTree(from)) await addEntry(tarball, entry, topName);
    tarball.finalize();
  } catch (error) {
    tarball.destroy(error as Error);
    throw error;
  }
}

async function addEntry(tarball: Pack, { name: below, path, stats }: TreeEntry, topName: string): Promise<void> {
  const header = { name: below === "" ? topName : `${topName}/${below}`, mode: stats.mode & 0o777, mtime: stats.mtime };
  if (stats.isDirectory()) tarball.entry({ ...header, type: "directory" });
  else if (stats.isSymbolicLink()) tarball.entry({ ...header, type: "symlink", linkname: await readlink(path) });
  else if (stats.isFile() && stats.size === 0) tarball.entry({ ...header, type: "file" }, "");
  else if (stats.isFile()) {
    const entry = tarball.entry({ ...header, type: "file", size: stats.size }) as unknown as NodeJS.WritableStream;
    await pipeline(createReadStream(path, { end: stats.size - 1 }), entry);
    await finished(entry).catch(() => undefined);
  }
}
