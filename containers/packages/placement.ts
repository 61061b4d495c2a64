import type { Closure } from "./closure.ts";
import type { LockedPackage } from "./lock/package-lock.ts";

/** A package and its folder in an image, from `node_modules/` on. */
export interface PlacedPackage {
  readonly path: string;
  readonly package: LockedPackage;
}

/**
 * Gives each package a folder, so that every import finds the copy that the lock file gives it: at the top, where the component looks,
 * or, when another version has that place, below the package that imports it. A package may lie at several places.
 * What lies inside another's archive comes with it and gets none.
 */
export function placePackages({ roots, edges }: Closure): readonly PlacedPackage[] {
  const placed = new Map<string, LockedPackage>();
  const waiting: PlacedPackage[] = [];
  const put = (path: string, one: LockedPackage): void => {
    placed.set(path, one);
    waiting.push({ path, package: one });
  };
  for (const root of roots) put(`node_modules/${root.name}`, root);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const [name, needed] of [...edges.get(next.package.id)!].sort(([left], [right]) => (left < right ? -1 : 1))) {
      if (needed.bundled || seenFrom(placed, next.path, name)?.id === needed.id) continue;
      const top = `node_modules/${name}`;
      put(placed.has(top) ? `${next.path}/node_modules/${name}` : top, needed);
    }
  }
  return [...placed].map(([path, one]) => ({ path, package: one })).sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** What an import finds from a package's folder. */
function seenFrom(placed: ReadonlyMap<string, LockedPackage>, path: string, name: string): LockedPackage | undefined {
  for (let folder = path; folder !== ""; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const found = placed.get(`${folder}/node_modules/${name}`);
    if (found !== undefined) return found;
  }
  return placed.get(`node_modules/${name}`);
}
