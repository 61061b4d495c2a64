import type { Place } from "./place.ts";

/**
 * A program that can't be built any further, thrown at the author's line while the pipeline file loads.
 * The compiler turns it into a diagnostic; everything that can wait is collected instead.
 */
export class DslError extends Error {
  override readonly name = "DslError";
  readonly code: string;
  readonly help: string;
  readonly at: Place | undefined;

  constructor(code: string, message: string, help: string, at: Place | undefined) {
    super(message);
    this.code = code;
    this.help = help;
    this.at = at;
  }
}
