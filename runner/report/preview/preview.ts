/** What can be seen of an artifact in the report. */
export type Preview =
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly note: string;
    }
  | { readonly kind: "text"; readonly text: string; readonly note: string }
  | { readonly kind: "image"; readonly type: string; readonly base64: string }
  | { readonly kind: "files"; readonly files: readonly FileLine[]; readonly note: string }
  | { readonly kind: "none"; readonly note: string };

/** A file inside of a folder or an archive. */
export interface FileLine {
  readonly name: string;
  readonly bytes: number;
  /** What is in it, where it was looked into. */
  readonly preview?: Preview;
}
