import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runIdsIn } from "../run/find-run.ts";
import { readEntry } from "../run/memo-store.ts";
import { holderOf } from "../run/run-lock.ts";
import { filesBelow, type StoredFile } from "./disk-room.ts";
import { readKept } from "./kept-runs.ts";
import { bundlesIn, lstatTime, namesIn, rebuiltItems, restAge } from "./rebuilt-items.ts";

/** Something that may go. */
export interface GarbageItem {
  /**
   * A run; a cached result; the bundle of a component's code; what Pipewright remembers of work that it can do again; what is left of one of
   * these that somebody was about to make or to remove.
   */
  readonly kind: "run" | "cache" | "bundle" | "made" | "rest";
  /** The run's id, the step and run whose result it is, the bundle's tag, or the place in `.pipewright`. */
  readonly name: string;
  /** When it was made or used last, in milliseconds since the epoch. */
  readonly time: number;
  /** In the order in which they go, so that nothing refers to what is gone. */
  readonly paths: readonly string[];
  readonly files: readonly StoredFile[];
  /** What must not go before it: the runs that a run took results from, the bundles that its manifest names. */
  readonly needs: readonly string[];
  /** Why it must stay. */
  readonly spared?: string;
}

/**
 * @param workspace the folder `.pipewright`
 * @param isOfRuns whether only runs are to go: then nobody looks through caches
 */
export function garbageItems(workspace: string, now: number, isOfRuns = false): readonly GarbageItem[] {
  const kept = new Set(readKept(workspace));
  return [
    ...runIdsIn(join(workspace, "runs")).map((id) => runItem(join(workspace, "runs", id), id, kept)),
    ...cacheItems(join(workspace, "cache", "memo"), now),
    ...(isOfRuns ? [] : rebuiltItems(workspace, now)),
    ...namesIn(join(workspace, "trash")).map((name) => restItem(join(workspace, "trash", name), name)),
  ];
}

function runItem(folder: string, id: string, kept: ReadonlySet<string>): GarbageItem {
  const spared = kept.has(id) ? "it is kept" : holderOf(folder) === undefined ? undefined : "it is running";
  return {
    kind: "run",
    name: id,
    time: lstatTime(join(folder, "events.jsonl")) || lstatTime(folder),
    paths: [folder],
    files: filesBelow(folder),
    needs: [...originsIn(join(folder, "events.jsonl")), ...bundlesIn(join(folder, "manifest.yaml"))],
    ...(spared !== undefined && { spared }),
  };
}

/** Read from the run itself: the record may be behind. */
function originsIn(events: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(events, "utf8");
  } catch {
    return [];
  }
  const found = new Set<string>();
  for (const line of text.split("\n")) {
    if (!line.startsWith('{"type":"node-finished"') || !line.includes('"cachedFrom"')) continue;
    try {
      const { cachedFrom } = JSON.parse(line) as { readonly cachedFrom?: string };
      if (cachedFrom !== undefined) found.add(cachedFrom);
    } catch {
      // half a line of a full disk
    }
  }
  return [...found];
}

function cacheItems(memo: string, now: number): readonly GarbageItem[] {
  return namesIn(memo).flatMap((shelf) => {
    const folder = join(memo, shelf);
    const names = namesIn(folder);
    const entries = names.filter((name) => name.endsWith(".json")).map((name) => entryItem(folder, name));
    const used = new Set(entries.flatMap(({ paths }) => paths));
    const rest = names.map((name) => join(folder, name)).filter((path) => !used.has(path) && now - lstatTime(path) > restAge);
    return [...entries, ...rest.map((path) => restItem(path, "unfinished"))];
  });
}

function entryItem(folder: string, name: string): GarbageItem {
  const path = join(folder, name);
  const entry = readEntry(path);
  const paths = entry === undefined ? [path] : [path, join(folder, entry.files)];
  return {
    kind: "cache",
    name: entry === undefined ? name : `${entry.from.step} of ${entry.from.run}`,
    time: entry?.savedAt ?? lstatTime(path),
    paths,
    files: paths.flatMap(filesBelow),
    needs: [],
  };
}

const restItem = (path: string, name: string): GarbageItem => ({
  kind: "rest",
  name,
  time: lstatTime(path),
  paths: [path],
  files: filesBelow(path),
  needs: [],
});
