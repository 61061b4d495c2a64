import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { RunError } from "../run-error.ts";

/** The process that works on a run. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells a process from a later one of the same number; absent where the system does not say. */
  readonly started?: string;
}

/**
 * Holds a run's folder, so that no two runners work on it. The lock of a process that is gone does not count.
 * @returns a function that lets go
 * @throws RunError when another process holds it
 */
export function lockRun(folder: string): () => void {
  const path = join(folder, "lock");
  const mine: Holder = { pid: process.pid, host: hostname(), ...startOf(process.pid) };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    for (;;) {
      try {
        linkSync(draft, path); // fails when it is there: two can't both succeed
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = readHolder(path);
      if (holder !== undefined && isAlive(holder))
        throw new RunError(
          "run-is-held",
          `Process ${holder.pid}${holder.host === mine.host ? "" : ` on ${holder.host}`} works on this run: ${folder}`,
          "Wait until it has ended, or stop it.",
        );
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => rmSync(path, { force: true });
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined; // gone in the meantime, or half a file of a full disk
  }
}

/** On another machine nobody can tell: then it counts as alive. */
function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return started === undefined || startOf(pid).started === started;
}

/** When a process began, as Linux counts it. */
function startOf(pid: number): { readonly started?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return started === undefined ? {} : { started };
  } catch {
    return {};
  }
}
