import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { runIdsIn } from "../run/find-run.ts";
import { lockRun } from "../run/run-lock.ts";
import { RunError } from "../run-error.ts";
import { DiskRoom } from "./disk-room.ts";
import { type GarbageItem, garbageItems } from "./garbage-items.ts";
import { lstatTime } from "./rebuilt-items.ts";

/** What may go. A run goes for age or size; with `keep` alone all but the latest go. */
export interface GarbageRules {
  /** So many of the latest runs stay in any case. */
  readonly keep?: number;
  /** What was made or used longer ago goes, in milliseconds. */
  readonly olderThan?: number;
  /** The oldest go until all together take no more than this, in bytes. */
  readonly size?: number;
  /** These runs go, whatever their age and size, and no others: those that a schedule keeps no longer. */
  readonly runs?: ReadonlySet<string>;
}

/** One thing that goes. */
export interface Garbage extends Pick<GarbageItem, "kind" | "name" | "time" | "paths"> {
  /** What is free when it is gone, after all before it: files that stay under another name do not count. */
  readonly bytes: number;
}

export interface GarbagePlan {
  readonly remove: readonly Garbage[];
  /** Runs that are due, and why they stay. */
  readonly spared: readonly { readonly run: string; readonly why: string }[];
  readonly freed: number;
  /** What stays takes so much. */
  readonly left: number;
}

/**
 * Says what goes, the oldest first: never a run that somebody keeps, that is running, or from which a run that stays took a result, and never a
 * bundle that a run that stays or the lock of images names.
 *
 * @param workspace the folder `.pipewright`
 */
export function planGarbage(workspace: string, rules: GarbageRules, now: number): GarbagePlan {
  const items = garbageItems(workspace, now, rules.runs !== undefined).toSorted((one, other) => one.time - other.time);
  const latest = new Set(runIdsIn(join(workspace, "runs")).slice(0, rules.keep ?? 0));
  const room = new DiskRoom();
  for (const { files } of items) room.add(files);
  const before = room.total;
  const staying = new Set(items);
  const remove: Garbage[] = [];
  const isDue = (item: GarbageItem): boolean => item.kind === "rest" || isDueNow(item, rules, now, room.total);
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    const users = usersOf(staying);
    for (const item of staying) {
      if (!isDue(item) || whyStays(item, latest, users) !== undefined) continue;
      staying.delete(item);
      hasChanged = true;
      const { kind, name, time, paths } = item;
      remove.push({ kind, name, time, paths, bytes: room.remove(item.files) });
    }
  }
  const users = usersOf(staying);
  const spared = [...staying].flatMap((item) => {
    const why = item.kind === "run" && isDue(item) ? whyStays(item, latest, users) : undefined;
    return why === undefined ? [] : [{ run: item.name, why }];
  });
  return { remove, spared, freed: before - room.total, left: room.total };
}

function isDueNow(
  { kind, name, time }: GarbageItem,
  { keep, olderThan, size, runs }: GarbageRules,
  now: number,
  total: number,
): boolean {
  if (runs !== undefined) return kind === "run" && runs.has(name);
  if (olderThan !== undefined && now - time > olderThan) return true;
  if (size !== undefined && total > size) return true;
  return kind === "run" && keep !== undefined && olderThan === undefined && size === undefined;
}

/** By run and bundle, a run that stays and needs it. */
function usersOf(staying: Iterable<GarbageItem>): ReadonlyMap<string, string> {
  const users = new Map<string, string>();
  for (const { name, needs } of staying) for (const needed of needs) if (needed !== name) users.set(needed, name);
  return users;
}

function whyStays(
  { kind, name, spared }: GarbageItem,
  latest: ReadonlySet<string>,
  users: ReadonlyMap<string, string>,
): string | undefined {
  const user = users.get(name);
  if (kind === "bundle") return spared ?? (user === undefined ? undefined : `${user} runs it`);
  if (kind !== "run") return undefined;
  return (
    spared ?? (latest.has(name) ? "it is one of the latest" : user === undefined ? undefined : `${user} took a result from it`)
  );
}

/**
 * Removes what a plan says. What has several files goes out of its place by one rename before they go, so that there is never half of it; what a
 * killed process leaves there goes the next time.
 *
 * @returns the runs that stay after all, as somebody works on them now
 * @throws Error when something can't be removed
 */
export function collectGarbage(workspace: string, { remove }: Pick<GarbagePlan, "remove">): readonly string[] {
  const busy: string[] = [];
  for (const { kind, name, time, paths } of remove) {
    for (const path of paths) {
      if (kind === "run" && !removeRun(workspace, path)) busy.push(name);
      // somebody has compiled or run it since it was looked at
      if (kind === "bundle" && lstatTime(path) === time) throwAway(workspace, path);
      if (kind === "made") throwAway(workspace, path);
      if (kind === "cache" || kind === "rest") rmSync(path, { recursive: true, force: true });
    }
  }
  return busy;
}

function removeRun(workspace: string, folder: string): boolean {
  try {
    lockRun(folder); // goes with the folder
  } catch (error) {
    if (error instanceof RunError) return false;
    throw error;
  }
  throwAway(workspace, folder);
  return true;
}

function throwAway(workspace: string, path: string): void {
  const trash = join(workspace, "trash", `${basename(path)}-${randomBytes(3).toString("hex")}`);
  mkdirSync(join(workspace, "trash"), { recursive: true });
  try {
    renameSync(path, trash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return; // another gc was here
    throw error;
  }
  rmSync(trash, { recursive: true, force: true });
}
