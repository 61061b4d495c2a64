/** A file that a generator makes; `path` is relative to the root of the project. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}
