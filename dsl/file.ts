import { dirname, resolve } from "node:path";
import { callerOf } from "./place.ts";
import { refuse } from "./refuse.ts";

/** A file of the author's project that travels inside the image of the component that gets it. */
export interface FileRef {
  readonly kind: "file-ref";
  /** Absolute, on the author's machine. */
  readonly file: string;
}

/**
 * Names a file beside the author's own: it becomes part of the component's image, and so of its content hash.
 *
 * ```ts
 * ingest({ source: file("data/taxi.csv") });
 * ```
 *
 * The component gets the path that the file has where it runs.
 */
export function file(path: string): FileRef {
  const at = callerOf(file);
  if (at === undefined) {
    refuse("file-without-place", { path }, at);
  }
  return Object.freeze({ kind: "file-ref", file: resolve(dirname(at.file), path) });
}

/** @internal */
export function isFileRef(given: unknown): given is FileRef {
  return typeof given === "object" && given !== null && (given as { kind?: unknown }).kind === "file-ref";
}
