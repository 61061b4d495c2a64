/** A file that a generator makes; `path` is relative to the root of the project. */
export interface GeneratedFile {
  readonly path: string;
  /** undefined for a file that an older state made and that must be gone. */
  readonly text: string | undefined;
}
