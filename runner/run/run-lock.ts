import { linkSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { RunError } from "../run-error.ts";

/** The process that works on a run. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Tells a process from a later one of the same number; absent where the system does not say. */
  readonly started?: string;
  /** The start of the machine that it belongs to. */
  readonly boot?: string;
  /** What marks the processes that it has started. */
  readonly mark?: string;
}

/** Locks have numbers: who holds a run has the highest, and no number is ever given twice. */
const lockName = /^lock-(\d+)$/;

/**
 * Holds a run's folder, so that no two runners work on it. The lock of a process that is gone does not count. It is never removed: the next
 * one gets the next number, so that of two that find a stale lock exactly one comes after it.
 *
 * @param mark what marks the processes that this one will start
 * @returns a function that lets go
 * @throws RunError when another process holds it
 */
export function lockRun(folder: string, mark?: string): () => void {
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    since: Date.now(),
    ...startOf(process.pid),
    ...bootOf(),
    ...(mark !== undefined && { mark }),
  };
  for (;;) {
    const last = locksIn(folder).at(-1) ?? 0;
    const holder = last === 0 ? undefined : readHolder(pathOf(folder, last));
    if (holder !== undefined && isAlive(holder)) throw heldBy(holder, pathOf(folder, last));
    const path = pathOf(folder, last + 1);
    if (appears(path, JSON.stringify(mine))) return () => letGo(path);
  }
}

/** Who works on a run now; undefined when nobody does. */
export function holderOf(folder: string): Holder | undefined {
  const last = locksIn(folder).at(-1);
  const holder = last === undefined ? undefined : readHolder(pathOf(folder, last));
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** Those who worked on a run and did not let go: they were killed, or still work. */
export function pastHolders(folder: string): readonly Holder[] {
  return locksIn(folder).flatMap((number) => readHolder(pathOf(folder, number)) ?? []);
}

function heldBy({ pid, host, since }: Holder, path: string): RunError {
  const isHere = host === hostname();
  return new RunError(
    "run-is-held",
    `Process ${pid}${isHere ? "" : ` on ${host}`} works on this run, since ${new Date(since).toISOString()}.`,
    isHere
      ? "Watch it with pipewright logs, answer it with pipewright resume, end it with pipewright stop."
      : `Go on over there. If ${host} is gone for good, delete ${path}.`,
  );
}

const pathOf = (folder: string, number: number): string => join(folder, `lock-${number}`);

function locksIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => lockName.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}

/** Makes a file that is whole from the first moment on. @returns whether it was not there yet */
function appears(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** An empty lock is nobody's. It needs no room on a full disk. */
function letGo(path: string): void {
  try {
    truncateSync(path);
  } catch {
    // gone with its folder; or it stays, and is stale when this process has ended
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof read === "object" && read !== null && Number.isInteger((read as Holder).pid) ? (read as Holder) : undefined;
  } catch {
    return undefined; // let go, or half a file after a power cut
  }
}

/** On another machine nobody can tell: then it counts as alive. */
function isAlive({ pid, host, started, boot }: Holder): boolean {
  if (host !== hostname()) return true;
  if (boot !== undefined && bootOf().boot !== boot) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return started === undefined || startOf(pid).started === started;
}

/** When a process began, as Linux counts it; nothing of one that has ended and was not buried yet. */
function startOf(pid: number): { readonly started?: string } {
  const stat = readText(`/proc/${pid}/stat`);
  const [state, ...rest] = stat === undefined ? [] : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const started = state === "Z" ? undefined : rest[18];
  return started === undefined ? {} : { started };
}

function bootOf(): { readonly boot?: string } {
  const boot = readText("/proc/sys/kernel/random/boot_id")?.trim();
  return boot === undefined ? {} : { boot };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
