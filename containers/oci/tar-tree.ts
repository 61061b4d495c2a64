import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import type { FileContent, TreeEntry } from "./tree-entry.ts";

/** Files up to this size are read whole: by far the faster way for the thousands of small ones that a package has. */
const wholeBytes = 4 * 2 ** 20;

/**
 * A tree as a tar whose bytes depend on paths and contents alone: folders are made of the paths, everything is sorted and belongs to root, may be read by
 * everybody, and has the one time that is given.
 *
 * @param epochSeconds the time of every entry
 * @throws Error for two entries of one path
 */
export function tarTree(entries: readonly TreeEntry[], epochSeconds: number): AsyncIterable<Uint8Array> {
  const tar = pack();
  void fill(tar, withFolders(entries), new Date(epochSeconds * 1000)).catch((error: Error) => tar.destroy(error));
  return tar as unknown as AsyncIterable<Uint8Array>; // streamx's own stream, which Node's types do not know
}

interface FolderEntry {
  readonly kind: "folder";
  readonly path: string;
}

/** Sorted by path, each folder before what lies in it. */
function withFolders(entries: readonly TreeEntry[]): readonly (TreeEntry | FolderEntry)[] {
  const all = new Map<string, TreeEntry | FolderEntry>();
  for (const entry of entries) {
    if (all.get(entry.path) !== undefined) throw new Error(`Two entries of a layer are called "${entry.path}".`);
    for (let end = entry.path.indexOf("/"); end > 0; end = entry.path.indexOf("/", end + 1)) {
      const path = entry.path.slice(0, end);
      const there = all.get(path) ?? { kind: "folder", path };
      if (there.kind !== "folder") throw new Error(`"${path}" of a layer is a ${there.kind} and a folder.`);
      all.set(path, there);
    }
    all.set(entry.path, entry);
  }
  return [...all.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

async function fill(tar: Pack, entries: readonly (TreeEntry | FolderEntry)[], mtime: Date): Promise<void> {
  for (const entry of entries) {
    const header = { uid: 0, gid: 0, uname: "", gname: "", mtime };
    if (entry.kind === "folder") tar.entry({ ...header, type: "directory", name: `${entry.path}/`, mode: 0o755 });
    else if (entry.kind === "link")
      tar.entry({ ...header, type: "symlink", name: entry.path, linkname: entry.target, mode: 0o777 });
    else await addFile(tar, { ...header, type: "file", name: entry.path, mode: entry.executable ? 0o755 : 0o644 }, entry.content);
    if (tar.destroyed) return;
  }
  tar.finalize();
}

async function addFile(tar: Pack, header: Parameters<Pack["entry"]>[0], content: FileContent): Promise<void> {
  const size = "bytes" in content ? content.bytes.byteLength : (await stat(content.file)).size;
  if ("bytes" in content || size <= wholeBytes) {
    const bytes = "bytes" in content ? Buffer.from(content.bytes) : await readFile(content.file);
    await new Promise<void>((done, fail) => {
      tar.entry({ ...header, size: bytes.byteLength }, bytes, (error) => (error ? fail(error) : done()));
    });
    return;
  }
  const entry = tar.entry({ ...header, size }) as unknown as NodeJS.WritableStream;
  await pipeline(createReadStream(content.file, { end: size - 1 }), entry);
}
