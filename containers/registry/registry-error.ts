import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { MessageWords } from "../../compiler/diagnostics/messages.generated.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";

/** The codes of what a registry, or the way to it, can do wrong. */
export type RegistryCode =
  | Exclude<Extract<keyof MessageWords, `registry-${string}`>, "registry-not-said">
  | "credentials-unreadable"
  | "image-name-invalid";

/** A registry could not do what it was asked, or was not asked because the name is none. Its words are in compiler/messages/registry.md. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: RegistryCode;
  /** One, for printing beside the other problems of a command. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: RegistryCode, said: Diagnostic, cause?: unknown) {
    super(said.help === undefined ? said.message : `${said.message} ${said.help}`, cause === undefined ? {} : { cause });
    this.code = code;
    this.diagnostics = [said];
  }
}

/**
 * An error in the words of its section.
 *
 * @example
 * throw registryError("registry-unreachable", { registry: "ghcr.io", reason: "no such host", help: "Is the name right?" });
 */
export function registryError<C extends RegistryCode>(code: C, words: MessageWords[C], cause?: unknown): RegistryError {
  return new RegistryError(code, problem(code, words), cause);
}
