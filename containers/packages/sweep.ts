import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const dayMs = 24 * 60 * 60 * 1000;
/** A closure weighs a hundred megabytes, and every update of a package makes another. */
const keptDays = 30;

/** Removes what nobody has used for a month, and what a build that was killed has left half made. */
export async function sweep(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const used = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now, // another process has just moved it
    );
    const limit = name.endsWith(".tmp") ? dayMs : keptDays * dayMs;
    if (now - used > limit) await rm(path, { recursive: true, force: true });
  }
}
