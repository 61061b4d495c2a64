/** A manifest, or what a run was told, is not what the runner can run. Nothing has started. */
export class RunError extends Error {
  override readonly name = "RunError";
  readonly code: string;
  readonly help: string | undefined;
  /** The line of the manifest, 1-based, where there is one. */
  readonly line: number | undefined;
  /** The file of that line, where it is not the only one. */
  readonly file: string | undefined;

  constructor(code: string, message: string, help?: string, line?: number, file?: string) {
    super(message);
    this.code = code;
    this.help = help;
    this.line = line;
    this.file = file;
  }
}
