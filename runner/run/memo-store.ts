import { createHash, randomBytes } from "node:crypto";
import { constants, copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../../util/write-whole.ts";
import type { CacheEntry } from "../controller/surroundings.ts";
import type { ArtifactRecord } from "../event.ts";

/** One part of what a step's result is known by. */
export interface KeyPart {
  readonly kind: "code" | "image" | "parameter" | "input" | "environment";
  readonly name: string;
  readonly value: string;
}

/** A kept artifact: its files are the cache's own, below the entry's folder. */
export interface KeptArtifact extends Omit<ArtifactRecord, "path" | "key"> {
  /** The name of its file or folder there. */
  readonly file: string;
  /** How much was kept: a part of it may be gone later. */
  readonly kept?: TreeSize;
}

/** Files and bytes of a file or folder. */
export interface TreeSize {
  readonly files: number;
  readonly bytes: number;
}

/** What is kept of a step's result. */
export interface StoredEntry extends CacheEntry {
  readonly cache: string;
  readonly key: string;
  /** The run that made it, and its step. */
  readonly from: { readonly run: string; readonly step: string };
  readonly artifacts: readonly KeptArtifact[];
  /** What the key is made of, by name. */
  readonly parts: readonly KeyPart[];
  /** The folder of its artifacts, beside the entry: another one each time that the key is kept anew. */
  readonly files: string;
}

/**
 * Outputs of memoized templates, in a folder that runs share. An entry appears whole or not at all. Its artifacts are links to the files of
 * the run that made them, so that they take no room twice and stay when that run is removed.
 */
export class MemoStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  get(cache: string, key: string): StoredEntry | undefined {
    return readEntry(this.#path(cache, key));
  }

  /**
   * Keeps a result, in place of an earlier one. Does nothing when the disk is full: a cache is a help and no promise.
   * @param paths where the artifacts lie, by their `file`
   */
  put(entry: Omit<StoredEntry, "files">, paths: ReadonlyMap<string, string>): void {
    const path = this.#path(entry.cache, entry.key);
    const files = `${nameOf(entry.cache, entry.key)}.${randomBytes(6).toString("hex")}`;
    const folder = join(dirname(path), files);
    try {
      mkdirSync(folder, { recursive: true });
      const kept = new Map([...paths].map(([file, from]) => [file, linkTree(from, join(folder, file))]));
      const artifacts = entry.artifacts.map((one) => ({ ...one, kept: kept.get(one.file) }));
      const before = readEntry(path);
      writeWhole(path, JSON.stringify({ ...entry, artifacts, files }));
      if (before !== undefined) rmSync(join(dirname(path), before.files), { recursive: true, force: true });
    } catch {
      rmSync(folder, { recursive: true, force: true }); // the next run makes it again
    }
  }

  /** Where an artifact of an entry lies. */
  pathOf({ cache, key, files }: StoredEntry, { file }: KeptArtifact): string {
    return join(dirname(this.#path(cache, key)), files, file);
  }

  #path(cache: string, key: string): string {
    const name = nameOf(cache, key);
    return join(this.folder, name.slice(0, 2), `${name}.json`);
  }
}

/** Names of caches and keys are other people's: they become a hash. */
const nameOf = (cache: string, key: string): string =>
  createHash("sha256")
    .update(JSON.stringify([cache, key]))
    .digest("hex")
    .slice(0, 40);

/** An entry as it lies on the disk; undefined when it is not there, or is of another version: then it is made again. */
export function readEntry(path: string): StoredEntry | undefined {
  try {
    const entry = JSON.parse(readFileSync(path, "utf8")) as StoredEntry;
    return typeof entry.files === "string" && Array.isArray(entry.artifacts) ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** A file or folder once more, by links where the file system has them. Nobody may change either of the two. */
export function linkTree(from: string, to: string): TreeSize {
  const stats = lstatSync(from);
  if (stats.isDirectory()) {
    mkdirSync(to);
    const sizes = readdirSync(from).map((name) => linkTree(join(from, name), join(to, name)));
    return sizes.reduce((sum, one) => ({ files: sum.files + one.files, bytes: sum.bytes + one.bytes }), nothing);
  }
  try {
    linkSync(from, to);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["EXDEV", "EPERM", "EMLINK", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(code)) throw error;
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
  return { files: 1, bytes: stats.size };
}

const nothing: TreeSize = { files: 0, bytes: 0 };
