import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** A file as it was when something was made of it; without a size where there was none. */
export interface FileState {
  readonly file: string;
  readonly size?: number;
  readonly mtimeMs?: number;
  readonly digest?: string;
}

export function fileState(file: string): FileState {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return { file };
  return { file, size: stats.size, mtimeMs: stats.mtimeMs, digest: digestOf(file) };
}

/** The same size and time, or at least the same bytes: a checkout touches files without changing them. */
export function isUnchanged({ file, size, mtimeMs, digest }: FileState): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return size === undefined;
  if (stats.size !== size) return false;
  return stats.mtimeMs === mtimeMs || digestOf(file) === digest;
}

const digestOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
