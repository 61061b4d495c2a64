import type { Place } from "../dsl/place.ts";

/** A test is wrong, or its pipeline is: what was expected, what was found, how to mend it. */
export class TestError extends Error {
  override readonly name = "TestError";
}

/** Where a test called a word of this room, kept until something turns out to be wrong there. */
export interface Caller {
  /** The lines of its stack. */
  readonly frames: string;
}

/** @param word the public function that the author called */
export function callerFrames(word: Function): Caller {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, word);
  return { frames: (holder.stack ?? "").split("\n").slice(1).join("\n") };
}

/** An error whose stack begins at the author's lines: the place that it is about, then the line of the test. */
export function testError(
  message: string,
  caller: Caller,
  about?: { readonly name: string; readonly at: Place | undefined },
): TestError {
  const error = new TestError(message);
  const at = about?.at;
  const own = at === undefined ? "" : `    at ${about?.name} (${at.file}:${at.line}:${at.column})\n`;
  error.stack = `${error.name}: ${message}\n${own}${caller.frames}`;
  return error;
}

/** `pipeline.ts:12:3`, to stand in a sentence. */
export const placeText = (at: Place | undefined): string =>
  at === undefined ? "" : `${at.file.slice(at.file.lastIndexOf("/") + 1)}:${at.line}:${at.column}`;
