import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runIdsIn } from "../run/find-run.ts";
import { readEntry } from "../run/memo-store.ts";
import { holderOf } from "../run/run-lock.ts";
import { filesBelow, type StoredFile } from "./disk-room.ts";
import { readKept } from "./kept-runs.ts";

/** Something that may go: a run, a cached result, or what is left of one that somebody was about to make or to remove. */
export interface GarbageItem {
  readonly kind: "run" | "cache" | "rest";
  /** The run's id, or the step and run whose result it is. */
  readonly name: string;
  /** When it was made or used last, in milliseconds since the epoch. */
  readonly time: number;
  /** In the order in which they go, so that nothing refers to what is gone. */
  readonly paths: readonly string[];
  readonly files: readonly StoredFile[];
  /** The runs that a run took results from. */
  readonly origins: readonly string[];
  /** Why it must stay. */
  readonly spared?: string;
}

/** What a killed process has left half made is nobody's after so long. */
const restAge = 3_600_000;

/** @param workspace the folder `.pipewright` */
export function garbageItems(workspace: string, now: number): readonly GarbageItem[] {
  const kept = new Set(readKept(workspace));
  return [
    ...runIdsIn(join(workspace, "runs")).map((id) => runItem(join(workspace, "runs", id), id, kept)),
    ...cacheItems(join(workspace, "cache", "memo"), now),
    ...namesIn(join(workspace, "trash")).map((name) => restItem(join(workspace, "trash", name), name)),
  ];
}

function runItem(folder: string, id: string, kept: ReadonlySet<string>): GarbageItem {
  const spared = kept.has(id) ? "it is kept" : holderOf(folder) === undefined ? undefined : "it is running";
  return {
    kind: "run",
    name: id,
    time: timeOf(join(folder, "events.jsonl")) || timeOf(folder),
    paths: [folder],
    files: filesBelow(folder),
    origins: originsIn(join(folder, "events.jsonl")),
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
    const rest = names.map((name) => join(folder, name)).filter((path) => !used.has(path) && now - timeOf(path) > restAge);
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
    time: entry?.savedAt ?? timeOf(path),
    paths,
    files: paths.flatMap(filesBelow),
    origins: [],
  };
}

const restItem = (path: string, name: string): GarbageItem => ({
  kind: "rest",
  name,
  time: timeOf(path),
  paths: [path],
  files: filesBelow(path),
  origins: [],
});

const timeOf = (path: string): number => lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
