import { createHash } from "node:crypto";

/** What an artifact holds: the content of a file, or the files of a folder by their paths in it. */
export type Content = string | Uint8Array | FolderContent;

export interface FolderContent {
  readonly [path: string]: string | Uint8Array;
}

/** An artifact of a test, in memory. */
export class TestArtifact {
  /** The name of its type: `Examples`. */
  readonly type: string;
  readonly content: Content;
  /** The step that left it; undefined for what was there before the run. */
  readonly madeBy: string | undefined;

  constructor(type: string, content: Content, madeBy?: string) {
    this.type = type;
    this.content = content;
    this.madeBy = madeBy;
  }

  /** The text of a file. @throws Error for a folder */
  get text(): string {
    if (!isFile(this.content)) throw new Error(`The artifact ${this.type} is a folder: ask for one of its files, by file("…").`);
    return textOf(this.content);
  }

  /** The JSON of a file. @throws Error for a folder, SyntaxError for what is no JSON */
  json(): unknown {
    return JSON.parse(this.text);
  }

  /** The text of a file of a folder. @throws Error when there is none */
  file(path: string): string {
    const found = isFile(this.content) ? undefined : this.content[path];
    if (found === undefined) {
      const there = isFile(this.content) ? "it is one file" : `there are ${Object.keys(this.content).join(", ") || "none"}`;
      throw new Error(`The artifact ${this.type} has no file "${path}": ${there}.`);
    }
    return textOf(found);
  }

  /** As the component's container would write it beside the artifact: `sha256:…`. */
  get digest(): string {
    return digestOf(this.content);
  }
}

export const isFile = (content: Content): content is string | Uint8Array =>
  typeof content === "string" || content instanceof Uint8Array;

const textOf = (bytes: string | Uint8Array): string => (typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8"));

/** The digest of what is in memory: the same as `contentDigest` of the same on disk. */
export function digestOf(content: Content): string {
  if (isFile(content)) return `sha256:${sha256(content)}`;
  const lines = Object.keys(content)
    .sort()
    .map((path) => `${sha256(content[path]!)} ${Buffer.byteLength(content[path]!)} ${path}\n`);
  return `sha256:${sha256(lines.join(""))}`;
}

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
