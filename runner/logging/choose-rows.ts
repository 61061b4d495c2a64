import type { LiveEntry } from "./live-rows.ts";
import { hasFailed, isFrame, isWaiting } from "./node-record.ts";
import type { StepCounts } from "./step-counts.ts";

/** Which of a run's rows are shown, and how many of each kind are not. */
export interface ChosenRows {
  readonly entries: readonly LiveEntry[];
  readonly hidden: StepCounts;
}

/** What matters more comes first. Frames are there for what is inside of them. */
const ranks = ["running", "failed", "waiting", "done"] as const;

type Rank = keyof StepCounts;

/**
 * The rows for which there is room: what runs, in the order of starting, then what failed, then what waits, then what has ended; of these the
 * latest first. A row brings the frames around it along. The order of the rows stays.
 */
export function chooseRows(entries: readonly LiveEntry[], room: number): ChosenRows {
  const hidden = { running: 0, failed: 0, waiting: 0, done: 0 };
  if (entries.length <= room) return { entries, hidden };
  const groups: Record<Rank, LiveEntry[]> = { running: [], failed: [], waiting: [], done: [] };
  for (const entry of entries) groups[rankOf(entry)].push(entry);
  groups.failed.reverse();
  groups.done.reverse().sort((one, other) => endOf(other) - endOf(one));
  const shown = new Set<LiveEntry>();
  for (const rank of ranks) for (const entry of groups[rank]) take(entry, shown, room);
  for (const entry of entries) if (!shown.has(entry) && !isFrame(entry.node)) hidden[rankOf(entry)]++;
  return { entries: entries.filter((entry) => shown.has(entry)), hidden };
}

function rankOf({ node }: LiveEntry): Rank {
  // A frame that goes on comes with what runs inside of it.
  if (isFrame(node)) return node.finished === undefined ? "waiting" : hasFailed(node) ? "failed" : "done";
  if (hasFailed(node)) return "failed";
  if (node.finished !== undefined) return "done";
  return isWaiting(node) ? "waiting" : "running";
}

const endOf = ({ node }: LiveEntry): number => node.finished?.time ?? 0;

function take(entry: LiveEntry, shown: Set<LiveEntry>, room: number): void {
  const wanted: LiveEntry[] = [];
  for (let at: LiveEntry | undefined = entry; at !== undefined && !shown.has(at); at = at.around) wanted.push(at);
  if (shown.size + wanted.length <= room) for (const one of wanted) shown.add(one);
}
