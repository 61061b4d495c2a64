import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ComponentBundle } from "./bundle-component.ts";

/** A bundle that was made before, and the state of the files that it was made of. */
interface CachedBundle {
  readonly bundle: Omit<ComponentBundle, "inputs">;
  readonly inputs: readonly InputState[];
}

interface InputState {
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly digest: string;
}

/** Remembers bundles by what they are called, and gives one back while none of its files has changed. */
export class BundleCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(key: string): ComponentBundle | undefined {
    const cached = this.#read(key);
    if (cached === undefined || !cached.inputs.every(isUnchanged)) return undefined;
    return { ...cached.bundle, inputs: cached.inputs.map(({ file }) => file) };
  }

  put(key: string, { inputs, ...bundle }: ComponentBundle): void {
    const cached: CachedBundle = { bundle, inputs: inputs.map(stateOf) };
    const file = this.#file(key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(cached));
    renameSync(`${file}.${process.pid}`, file);
  }

  #read(key: string): CachedBundle | undefined {
    try {
      return JSON.parse(readFileSync(this.#file(key), "utf8")) as CachedBundle;
    } catch {
      return undefined; // never made, or cut off while it was written: made again
    }
  }

  #file(key: string): string {
    return join(this.#folder, `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.json`);
  }
}

const digestOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

function stateOf(file: string): InputState {
  const { size, mtimeMs } = statSync(file);
  return { file, size, mtimeMs, digest: digestOf(file) };
}

/** The same size and time, or at least the same bytes: a checkout touches files without changing them. */
function isUnchanged({ file, size, mtimeMs, digest }: InputState): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined || stats.size !== size) return false;
  return stats.mtimeMs === mtimeMs || digestOf(file) === digest;
}
