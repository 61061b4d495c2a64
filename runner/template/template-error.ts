/** A tag that can't be replaced, in the controller's words. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  /**
   * Whether a name that the tag needs is not there (yet). A controller waits then, for ever if nothing brings it;
   * any other error ends the node.
   */
  readonly missing: boolean;

  constructor(message: string, missing: boolean, cause?: unknown) {
    super(message, { cause });
    this.missing = missing;
  }
}
