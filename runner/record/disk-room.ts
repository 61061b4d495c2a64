import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A file by its inode: several names of one take room once. */
export interface StoredFile {
  readonly inode: string;
  readonly bytes: number;
}

/** All files below a path. What can't be looked at takes no room that removing it would free. */
export function filesBelow(path: string): readonly StoredFile[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  const bytes = stats.blocks === undefined ? stats.size : stats.blocks * 512;
  const own = { inode: `${stats.dev}:${stats.ino}`, bytes };
  if (!stats.isDirectory()) return [own];
  try {
    return [own, ...readdirSync(path).flatMap((name) => filesBelow(join(path, name)))];
  } catch {
    return [own];
  }
}

/** Counts what folders take together, and what goes when some of them go. */
export class DiskRoom {
  readonly #names = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(files: readonly StoredFile[]): void {
    for (const { inode, bytes } of files) {
      const names = this.#names.get(inode) ?? 0;
      if (names === 0) this.#total += bytes;
      this.#names.set(inode, names + 1);
    }
  }

  /** @returns what is free then */
  remove(files: readonly StoredFile[]): number {
    let freed = 0;
    for (const { inode, bytes } of files) {
      const names = (this.#names.get(inode) ?? 1) - 1;
      this.#names.set(inode, names);
      if (names === 0) freed += bytes;
    }
    this.#total -= freed;
    return freed;
  }
}
