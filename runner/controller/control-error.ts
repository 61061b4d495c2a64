/** Ends a walk through a part of a workflow: what the controller would hand up as an error. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  /**
   * `depth` and `timeout` have rules of their own on the way up. `waiting`: a name is not there (yet), and a controller looks again
   * later, for ever if nothing brings it.
   */
  readonly kind: "error" | "depth" | "timeout" | "waiting";

  constructor(message: string, kind: ControlError["kind"] = "error") {
    super(message);
    this.kind = kind;
  }
}

/** What anything thrown while tags are replaced and expressions evaluated means to the walk. */
export function asControlError(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  if (!(error instanceof Error)) return new ControlError(String(error));
  const isMissing = error.name === "TemplateError" && "missing" in error && error.missing === true;
  return new ControlError(error.message, isMissing ? "waiting" : "error");
}
