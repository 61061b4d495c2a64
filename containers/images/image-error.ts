import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { MessageWords } from "../../compiler/diagnostics/messages.generated.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";

/** An image could not be built, for a reason that lies outside of Pipewright: in the project, its base, its lock or this machine. */
export class ImageError extends Error {
  override readonly name = "ImageError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], cause?: unknown) {
    super(diagnostics.map(({ message }) => message).join("\n"), cause === undefined ? {} : { cause });
    this.diagnostics = diagnostics;
  }
}

/**
 * An error in the words of its section in compiler/messages/images.md.
 *
 * @example
 * throw imageError("base-not-found", { base: "oci:bases/cpu", reason: "there is no such folder" });
 */
export function imageError<C extends keyof MessageWords>(code: C, words: MessageWords[C], cause?: unknown): ImageError {
  return new ImageError([problem(code, words)], cause);
}
