import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keepYoung } from "../../util/keep-young.ts";
import type { ComponentBundle } from "./bundle-component.ts";
import { type FileState, fileState, isUnchanged } from "./file-state.ts";

/** A bundle that was made before, and the state of the files that it was made of; its code lies beside it. */
interface CachedBundle {
  readonly bundle: Omit<ComponentBundle, "inputs" | "content" | "unfollowed"> & Partial<Pick<ComponentBundle, "unfollowed">>;
  readonly inputs: readonly FileState[];
}

/** Remembers bundles by what they are called, and gives one back while none of its files has changed. */
export class BundleCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(key: string): ComponentBundle | undefined {
    const base = this.#base(key);
    const cached = readCached(`${base}.json`);
    if (cached === undefined || !cached.inputs.every(isUnchanged)) return undefined;
    keepYoung(`${base}.json`);
    const { codeDigest } = cached.bundle;
    const content = () => ({
      code: readFileSync(`${base}.${codeDigest}.mjs`, "utf8"),
      sourceMap: readFileSync(`${base}.${codeDigest}.map`, "utf8"),
    });
    return { unfollowed: [], ...cached.bundle, content, inputs: cached.inputs.map(({ file }) => file) };
  }

  put(key: string, { inputs, content, ...bundle }: ComponentBundle): void {
    mkdirSync(this.#folder, { recursive: true });
    const base = this.#base(key);
    const { code, sourceMap } = content();
    writeWhole(`${base}.${bundle.codeDigest}.mjs`, code);
    writeWhole(`${base}.${bundle.codeDigest}.map`, sourceMap);
    const cached: CachedBundle = { bundle, inputs: [...new Set(inputs.map(watched))].map(fileState) };
    writeWhole(`${base}.json`, JSON.stringify(cached));
  }

  #base(key: string): string {
    return join(this.#folder, createHash("sha256").update(key).digest("hex").slice(0, 32));
  }
}

function readCached(file: string): CachedBundle | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as CachedBundle;
  } catch {
    return undefined; // never made
  }
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** The file that tells whether an input has changed: a package's files change with its package.json, and there may be hundreds. */
const watched = (input: string): string =>
  input.replace(/([/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\].*$/, "$1/package.json");
