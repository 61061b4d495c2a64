import { createHash } from "node:crypto";
import { readFileSync, type Stats, statSync } from "node:fs";
import { basename } from "node:path";
import { stableJson } from "../../util/stable-json.ts";
import type { ExternalPackage } from "./external-packages.ts";

/** A file of the project that travels inside an image. */
export interface ImageFile {
  /** Absolute, on this machine. */
  readonly file: string;
  readonly name: string;
  /** SHA-256 of its bytes, the first 16 hexadecimal digits: the folder that it lies in. */
  readonly digest: string;
}

/** What an image is made of, as far as its content hash goes. */
export interface ImageContent {
  readonly codeDigest: string;
  readonly externals: readonly ExternalPackage[];
  readonly files: readonly ImageFile[];
}

/** `c-` and 16 hexadecimal digits: the same content has the same tag on any machine, in any folder, at any time. */
export function contentTag({ codeDigest, externals, files }: ImageContent): string {
  const content = {
    format: 1,
    code: codeDigest,
    externals: externals.map(({ name, version }) => `${name}@${version}`),
    files: files.map(({ name, digest }) => `${digest}/${name}`).sort(),
  };
  return `c-${createHash("sha256").update(stableJson(content)).digest("hex").slice(0, 16)}`;
}

/** Files inside images end here; larger data comes by a URI. */
export const maxFileBytes = 50 * 2 ** 20;

/** Why a file can't travel inside an image. */
export type FileProblem = "absent" | "folder" | "too-large";

/** Reads a file of the project for an image. Nothing else is to be done meanwhile, and by Node's other threads it takes three times as long. */
export function imageFile(file: string): ImageFile | { readonly problem: FileProblem; readonly bytes: number } {
  const stats = statsOf(file);
  if (stats === undefined) return { problem: "absent", bytes: 0 };
  if (!stats.isFile()) return { problem: "folder", bytes: 0 };
  if (stats.size > maxFileBytes) return { problem: "too-large", bytes: stats.size };
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  return { file, name: basename(file), digest };
}

/** Of a path that leads nowhere, or through a file as if it were a folder, there are none. */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}
