import { readdirSync, readFileSync } from "node:fs";

/** A process and all that it has started, by what Linux tells; only itself elsewhere. */
export function processTree(pid: number): readonly number[] {
  const found = [pid];
  for (const one of found) {
    for (const thread of entries(`/proc/${one}/task`)) {
      const children = readText(`/proc/${one}/task/${thread}/children`) ?? "";
      found.push(...children.split(" ").filter(Boolean).map(Number));
    }
  }
  return found;
}

/** The memory that processes hold and nobody could take back: no files, which are only cached. In bytes. */
export function ownMemory(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + kibibytes(readText(`/proc/${pid}/status`), ["RssAnon", "RssShmem"]), 0);
}

/** The same with what processes share counted once: exact, and slower to find out. */
export function sharedMemory(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + kibibytes(readText(`/proc/${pid}/smaps_rollup`), ["Pss_Anon", "Pss_Shmem"]), 0);
}

/** All resident memory, in bytes. */
export const residentMemory = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + kibibytes(readText(`/proc/${pid}/status`), ["VmRSS"]), 0);

/** The most that one process has ever held, in bytes. */
export const highestMemory = (pid: number): number => kibibytes(readText(`/proc/${pid}/status`), ["VmHWM"]);

function kibibytes(text: string | undefined, fields: readonly string[]): number {
  if (text === undefined) return 0;
  const amounts = fields.map((field) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0));
  return amounts.reduce((sum, amount) => sum + amount, 0) * 1024;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined; // it has ended, or this is no Linux
  }
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
