import { statSync, utimesSync } from "node:fs";

/** Nothing that is removed by its age is removed for being older by this much. */
const milliseconds = 10 * 60_000;

/**
 * Makes what is used young again: caches are removed by how long nobody has used them. Writing a time costs more than reading it, so it is done
 * now and then only.
 *
 * @returns whether it is there
 */
export function keepYoung(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const now = Date.now();
  if (now - stats.mtimeMs < milliseconds) return true;
  try {
    utimesSync(path, now / 1000, now / 1000);
  } catch {
    // a folder that may only be read
  }
  return true;
}
