import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow } from "./disk-room.ts";
import type { GarbageItem } from "./garbage-items.ts";

/** What a killed process has left half made is nobody's after so long. */
export const restAge = 3_600_000;

/** The bundle of an image: its tag begins with it, in a manifest and in the lock of images. */
const bundleTag = /\bc-[0-9a-f]{16}(?![0-9a-f])/g;

/** The bundles that a text names: a run's manifest, the lock of images. */
export function bundlesIn(file: string): readonly string[] {
  try {
    return [...new Set(readFileSync(file, "utf8").match(bundleTag))];
  } catch {
    return []; // no such file
  }
}

/** Folders of `.pipewright/cache` in which each file is a thing of its own. */
const ofFiles = ["source", "compiled", "images/blobs", "images/layers", "images/attested"];

/**
 * What is made again when it is missing: code as it was bundled, and what Pipewright remembers of work that it has done. Its time is that of its last use,
 * as far as the file system tells.
 *
 * @param workspace the folder `.pipewright`
 */
export function rebuiltItems(workspace: string, now: number): readonly GarbageItem[] {
  const cache = join(workspace, "cache");
  return [
    ...bundleItems(workspace, now),
    ...bundlingItems(join(cache, "bundles"), now),
    ...ofFiles.flatMap((folder) => filesIn(join(cache, ...folder.split("/")), `cache/${folder}`)),
    ...namesIn(join(cache, "packages")).map((name) => madeItem(`cache/packages/${name}`, [join(cache, "packages", name)])),
    ...namesIn(cache)
      .filter((name) => /^tsconfig\.\d+\.json$/.test(name))
      .flatMap((name) => restItems([join(cache, name)], name, now)),
  ];
}

function bundleItems(workspace: string, now: number): readonly GarbageItem[] {
  const folder = join(workspace, "bundles");
  const locked = new Set(bundlesIn(join(dirname(workspace), "images.lock.json")));
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith(".tmp")) return restItems([path], name, now);
    const item: GarbageItem = { ...madeItem(name, [path]), kind: "bundle", time: lstatTime(path) };
    return [locked.has(name) ? { ...item, spared: "images.lock.json names it" } : item];
  });
}

/** By key: what the bundle was made of, and its code beside it under another name each time that it changes. Only the last one is ever read. */
function bundlingItems(folder: string, now: number): readonly GarbageItem[] {
  const byKey = Map.groupBy(namesIn(folder), (name) => name.slice(0, name.indexOf(".")));
  const earlier: string[] = [];
  const items = [...byKey].flatMap(([key, names]) => {
    const current = codeDigestIn(join(folder, `${key}.json`));
    const isCurrent = (name: string): boolean =>
      name === `${key}.json` || (current !== undefined && name.startsWith(`${key}.${current}.`) && !/\.\d+$/.test(name));
    const paths = names.filter(isCurrent).map((name) => join(folder, name));
    earlier.push(...names.filter((name) => !isCurrent(name)).map((name) => join(folder, name)));
    // whoever reads it says so; that it was read here does not count
    const time = Math.max(...paths.map(lstatTime));
    return paths.length === 0 ? [] : [{ ...madeItem(`cache/bundles/${key}`, paths), time }];
  });
  return [...items, ...restItems(earlier, "earlier code of components", now)];
}

function codeDigestIn(file: string): string | undefined {
  try {
    const { bundle } = JSON.parse(readFileSync(file, "utf8")) as { readonly bundle?: { readonly codeDigest?: string } };
    return bundle?.codeDigest;
  } catch {
    return undefined;
  }
}

function filesIn(folder: string, shown: string): readonly GarbageItem[] {
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true
      ? filesIn(path, `${shown}/${name}`)
      : [madeItem(`${shown}/${name}`, [path])];
  });
}

const madeItem = (name: string, paths: readonly string[]): GarbageItem => ({
  kind: "made",
  name,
  time: Math.max(...paths.map(usedAt)),
  paths,
  files: paths.flatMap(filesBelow),
  needs: [],
});

/** One item for all that is old enough. */
function restItems(paths: readonly string[], name: string, now: number): readonly GarbageItem[] {
  const old = paths.filter((path) => now - lstatTime(path) > restAge);
  if (old.length === 0) return [];
  return [{ ...madeItem(name, old), kind: "rest", time: Math.max(...old.map(lstatTime)) }];
}

/** A file is used by reading it. Where no times of reading are kept, it is as old as it was made; a look into a folder reads that, so it does not count. */
function usedAt(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  return stats.isDirectory() ? stats.mtimeMs : Math.max(stats.mtimeMs, stats.atimeMs);
}

export const lstatTime = (path: string): number => lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
