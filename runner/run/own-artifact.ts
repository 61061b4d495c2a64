import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/**
 * Where an artifact of a run really lies, if that is where runs and their caches keep artifacts. A run's folder may come from anybody: whatever
 * its records and links say, nothing else of this machine is read for it.
 *
 * @param folder the run's folder
 * @throws Error for what is not there, and for what lies elsewhere
 */
export function ownArtifact(folder: string, path: string): string {
  if (path === "") throw new Error("it lies elsewhere");
  const places = [folder, join(folder, "..", "..", "cache")].flatMap(realPaths);
  const real = realpathSync(path);
  if (!places.some((place) => isBelow(place, real))) throw new Error("it lies elsewhere");
  return real;
}

/** Of a folder that is not there, none. */
function realPaths(folder: string): readonly string[] {
  try {
    return [realpathSync(folder)];
  } catch {
    return [];
  }
}

function isBelow(place: string, path: string): boolean {
  const way = relative(place, path);
  return way !== "" && !isAbsolute(way) && way.split(sep)[0] !== "..";
}
