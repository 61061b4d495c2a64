import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";

/** The pipeline, or what a run was told, is wrong. Ends with exit code 1. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}
