import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { ArtifactError } from "./artifact-error.ts";
import type { SafeTree } from "./safe-tree.ts";
import { gzipProblem } from "./tarball.ts";

/**
 * Unpacks a gzipped tarball.
 * @throws ArtifactError in Go's words when it is none, in ours when it is hostile
 */
export async function unpackTarball(file: string, tree: SafeTree): Promise<void> {
  const problem = await gzipProblem(file);
  if (problem !== undefined) throw new ArtifactError(problem);
  const unzipped = createGunzip();
  await Promise.all([
    pipeline(createReadStream(file), unzipped).catch(() => undefined), // its reader is told too
    unpackTar(unzipped, tree),
  ]);
}

/** Unpacks a tar stream, such as a container engine gives. */
export async function unpackTar(tar: Readable, tree: SafeTree): Promise<void> {
  const archive = extract();
  archive.on("entry", (header, content, next) => {
    addEntry(tree, header, content as unknown as Readable).then(
      () => next(),
      (error: Error) => next(error),
    );
  });
  try {
    await pipeline(tar, archive as unknown as NodeJS.WritableStream);
  } catch (error) {
    throw inGoWords(error as NodeJS.ErrnoException);
  }
}

async function addEntry(tree: SafeTree, { name, type, mode, linkname }: Header, content: Readable): Promise<void> {
  if (type !== "file" && type !== "contiguous-file") content.resume();
  switch (type) {
    case "directory":
      return tree.addFolder(name);
    case "file":
    case "contiguous-file":
      return tree.addFile(name, mode, content);
    case "symlink":
      return tree.addLink(name, linkname);
    case "link":
      return tree.addCopy(name, linkname);
    case "block-device":
    case "character-device":
    case "fifo":
      throw new ArtifactError(`the archive holds "${name}", which is a device or a pipe and no file`);
  }
}

function inGoWords(error: NodeJS.ErrnoException): Error {
  if (error instanceof ArtifactError) return error;
  if (error.code === "Z_BUF_ERROR" || /unexpected end/i.test(error.message)) return new ArtifactError("unexpected EOF");
  if (error.code?.startsWith("Z_") === true) return new ArtifactError("gzip: invalid checksum");
  if (/tar header|checksum/i.test(error.message)) return new ArtifactError("archive/tar: invalid tar header");
  return error;
}
