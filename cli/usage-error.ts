/** The command was called wrongly: one sentence, and where to read on. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
