import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError } from "../../dsl/run-context.ts";

/** Where rows come from. */
export type Source =
  | { readonly kind: "file"; readonly path: string; readonly name: string }
  | { readonly kind: "url"; readonly url: URL; readonly name: string };

/**
 * Reads the parameter `source`: a path, a `file:` URI, or an `http:` or `https:` URL.
 * `name` is what goes into the manifest: a file's own name, a URL without user, password and query, so no secret and no machine's path.
 *
 * @throws InputError for another scheme, and for a path that is no readable file
 */
export async function locateSource(given: string): Promise<Source> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(given)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") {
    const url = parseUrl(given);
    return { kind: "url", url, name: `${url.origin}${url.pathname}` };
  }
  if (scheme === "file") return await locateFile(pathOf(given), given);
  if (scheme !== undefined && given.startsWith("//", scheme.length + 1)) {
    throw new InputError(
      "source-scheme-unknown",
      `The source "${given}" has the scheme "${scheme}:".`,
      "Give a path, a file: URI, or an http: or https: URL.",
    );
  }
  return await locateFile(resolve(given), given);
}

function parseUrl(given: string): URL {
  if (!URL.canParse(given))
    throw new InputError("source-no-url", `The source "${given}" is no URL.`, "A URL reads https://host/path.");
  return new URL(given);
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    throw new InputError(
      "source-no-file-uri",
      `The source "${uri}" is no file of this machine: ${(error as Error).message}.`,
      "A file: URI reads file:///folder/name.csv.",
    );
  }
}

async function locateFile(path: string, given: string): Promise<Source> {
  const where = given === path ? `"${given}"` : `"${given}" (${path})`;
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) throw unreadable(where, found.code);
  if (found.isDirectory()) {
    throw new InputError("source-is-folder", `The source ${where} is a folder.`, "Name one CSV, JSON Lines or Parquet file.");
  }
  if (!found.isFile())
    throw new InputError("source-no-file", `The source ${where} is a device or a pipe, not a file.`, "Name a file.");
  if (found.size === 0) throw new InputError("source-empty", `The source ${where} is empty: 0 bytes.`, "Check what wrote it.");
  return { kind: "file", path, name: basename(path) };
}

/** The error for a source that could not be opened. */
export function unreadable(where: string, code: string | undefined): InputError {
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new InputError(
      "source-not-found",
      `The source ${where} does not exist.`,
      'Check the path. A step runs in an empty folder of its own, so give an absolute path or a URL, or file("…") for a file of the project.',
    );
  }
  if (code === "EACCES" || code === "EPERM") {
    return new InputError(
      "source-no-permission",
      `The source ${where} may not be read.`,
      "Give this user permission to read it.",
    );
  }
  return new InputError("source-not-readable", `The source ${where} could not be read: ${code}.`, "Check the path.");
}
