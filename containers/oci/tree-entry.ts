/** Something of a file system that goes into a layer: always of root, with no time of its own, so that it is the same wherever it was made. */
export type TreeEntry = FileEntry | LinkEntry;

interface EntryBase {
  /** In the image, with `/` and without one at its beginning: `app/main.mjs`. The folders above it are made. */
  readonly path: string;
}

export interface FileEntry extends EntryBase {
  readonly kind: "file";
  readonly executable: boolean;
  readonly content: FileContent;
}

/** A symbolic link. */
export interface LinkEntry extends EntryBase {
  readonly kind: "link";
  readonly target: string;
}

/** Bytes, or where they lie on this machine. */
export type FileContent = { readonly bytes: Uint8Array } | { readonly file: string };
