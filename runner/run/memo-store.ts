import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CacheEntry } from "../controller/surroundings.ts";

/** Outputs of memoized templates, kept in a folder: an entry appears whole or not at all, so that runs may share it. */
export class MemoStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(cache: string, key: string): CacheEntry | undefined {
    try {
      return JSON.parse(readFileSync(this.#path(cache, key), "utf8")) as CacheEntry;
    } catch {
      return undefined; // not there, or not readable: then it is made again
    }
  }

  /** Does nothing when the disk is full: a cache is a help and no promise. */
  put(cache: string, key: string, entry: CacheEntry): void {
    const path = this.#path(cache, key);
    const partial = `${path}.${randomUUID()}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(partial, JSON.stringify(entry));
      renameSync(partial, path);
    } catch {
      // the next run makes it again
    }
  }

  /** Names of caches and keys are other people's: they become a hash. */
  #path(cache: string, key: string): string {
    const name = createHash("sha256")
      .update(JSON.stringify([cache, key]))
      .digest("hex");
    return join(this.#folder, name.slice(0, 2), `${name}.json`);
  }
}
