import { fileURLToPath } from "node:url";

/** Where the author wrote something: an absolute file and a 1-based line and column. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const framePosition = /(?:\(|at (?:async )?)((?:file:\/\/)?[^()]+?)(?:\?[^:()]*)?:(\d+):(\d+)\)?$/;

/**
 * The place that called `word`, a public function of the DSL.
 *
 * V8 leaves out every frame above and including `word`, so the first one that remains is the author's;
 * Node strips types without moving a character, so its line and column are those of the source.
 */
export function callerOf(word: Function): Place | undefined {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 4; // native frames such as JSON.stringify may stand between
  Error.captureStackTrace(holder, word);
  Error.stackTraceLimit = limit;
  for (const frame of holder.stack?.split("\n").slice(1) ?? []) {
    const place = placeOfFrame(frame);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Reads one line of a V8 stack trace; undefined for native and evaluated code. */
export function placeOfFrame(frame: string): Place | undefined {
  const [, file, line, column] = framePosition.exec(frame.trim()) ?? [];
  if (file === undefined || file.startsWith("node:") || file === "native") return undefined;
  return Object.freeze({
    file: file.startsWith("file:") ? fileURLToPath(file) : file,
    line: Number(line),
    column: Number(column),
  });
}
