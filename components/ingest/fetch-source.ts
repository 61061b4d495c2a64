import { createReadStream, createWriteStream } from "node:fs";
import { access, constants, symlink } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputError } from "../../dsl/run-context.ts";
import { readHead } from "../formats/read-bytes.ts";
import { startsWithMark } from "../formats/text-scan.ts";
import { type DownloadOptions, download } from "./download.ts";
import { type Source, unreadable } from "./locate-source.ts";

/** The source as a plain file of this machine. */
export interface FetchedSource {
  /** In the work folder, under a name that DuckDB takes as it is. */
  readonly path: string;
  /** The source's own name, without `.gz`. */
  readonly name: string;
}

/**
 * Brings a source into the work folder: a URL is downloaded, a gzip file unpacked, any other file linked.
 *
 * @throws InputError when it cannot be had or is no whole gzip file; an Error with a system code when the network or the disk fails
 */
export async function fetchSource(source: Source, workFolder: string, options: DownloadOptions): Promise<FetchedSource> {
  let path = join(workFolder, "source");
  if (source.kind === "url") {
    await download(source.url, path, options);
  } else {
    await access(source.path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
      throw unreadable(`"${source.path}"`, error.code);
    });
    await symlink(source.path, path);
  }
  const head = await readHead(path, 3);
  if (head[0] === 0x1f && head[1] === 0x8b) path = await unpack(path, source.name, options.signal);
  return { path, name: source.name.replace(/\.gz$/i, "") };
}

async function unpack(path: string, name: string, signal: AbortSignal): Promise<string> {
  const unpacked = `${path}-unpacked`;
  try {
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(unpacked), { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw error;
    throw new InputError(
      "gzip-broken",
      `The source "${name}" is no whole gzip file: ${(error as Error).message}.`,
      "Was it copied to its end?",
    );
  }
  if ((await readHead(unpacked, 1)).length === 0) {
    throw new InputError("source-empty", `The source "${name}" is empty once unpacked.`, "Check what wrote it.");
  }
  return unpacked;
}

/** A copy of a text file without its byte order mark, for readers that take none; the file itself when it has none. */
export async function withoutMark(path: string): Promise<string> {
  if (!startsWithMark(await readHead(path, 3))) return path;
  await pipeline(createReadStream(path, { start: 3 }), createWriteStream(`${path}-unmarked`));
  return `${path}-unmarked`;
}
