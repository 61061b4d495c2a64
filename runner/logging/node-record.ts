import type {
  NodeAnswered,
  NodeAsked,
  NodeFinished,
  NodeLog,
  NodePhase,
  NodeProgress,
  NodeStarted,
  NodeWaiting,
} from "../event.ts";
import { formatDuration } from "./format-duration.ts";

/** A start of a node whose work was lost when the run was interrupted, or was done again: it began once more. */
export interface EarlierStart {
  readonly from: number;
  /** Its end, or the last moment that the run told of. */
  readonly to: number;
  /** How it had ended; absent when the interruption ended it. */
  readonly phase?: NodePhase;
}

/** What is known of a node so far. */
export interface NodeRecord {
  /** As Argo names it. */
  readonly node: string;
  /** Of a node that only waits so far: since when. */
  started: NodeStarted;
  hasBegun: boolean;
  /** What it waits for now. */
  waiting?: NodeWaiting | undefined;
  /** What a person is asked by it. */
  asked?: NodeAsked;
  answered?: NodeAnswered;
  /** When it said first that it waits, before it began. */
  waitsSince?: number;
  finished?: NodeFinished;
  progress?: NodeProgress;
  /** The last lines it wrote, oldest first. */
  readonly lastLines: NodeLog[];
  numLines: number;
  readonly children: NodeRecord[];
  /** The starts before this one, oldest first. */
  readonly earlier: readonly EarlierStart[];
}

export function phaseOf({ finished, hasBegun }: NodeRecord): NodePhase {
  return finished?.phase ?? (hasBegun ? "Running" : "Pending");
}

export function hasFailed(record: NodeRecord): boolean {
  const phase = phaseOf(record);
  return phase === "Failed" || phase === "Error";
}

/** Whether a node is a frame around others and does nothing itself. */
export function isFrame({ started, children }: NodeRecord): boolean {
  switch (started.nodeType) {
    case "DAG":
    case "Steps":
    case "StepGroup":
    case "TaskGroup":
      return true;
    case "Retry":
      return children.some(isFrame);
    default:
      return false;
  }
}

/** The nodes inside a frame, and what runs beside a step on its account, such as its exit handler; not a step's own tries and containers. */
export function nodesInside(record: NodeRecord): readonly NodeRecord[] {
  if (isFrame(record)) return record.children;
  if (record.started.nodeType === "Retry") return record.children.flatMap(nodesInside);
  return record.children.length === 0 ? [] : record.children.filter(({ started }) => started.nodeType !== "Container");
}

/** The steps of a run; of a step that was tried several times only the whole, not each try. */
export function stepsOf(records: readonly NodeRecord[]): readonly NodeRecord[] {
  const steps: NodeRecord[] = [];
  const open = records.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isFrame(next)) steps.push(next);
    open.push(...nodesInside(next).toReversed());
  }
  return steps;
}

/** What stands for a step's work: of several tries the last. */
export function lastTry(record: NodeRecord): NodeRecord {
  return record.started.nodeType === "Retry" ? (record.children.at(-1) ?? record) : record;
}

/** Why a step with a cache was run although its result might be there. */
export function notCachedOf(record: NodeRecord): string | undefined {
  return lastTry(record).started.notCached ?? record.started.notCached;
}

/** Whether nothing of a step works at the moment: it has not begun, its try has not, or the time of its next one has not come. */
export function isWaiting(record: NodeRecord): boolean {
  if (record.finished !== undefined) return false;
  return !record.hasBegun || record.waiting !== undefined || !lastTry(record).hasBegun;
}

/** How a start ended whose work does not count: `interrupted after 1.2s`. */
export const earlierWords = ({ from, to, phase }: EarlierStart): string =>
  `${phase === undefined ? "interrupted" : phase} after ${formatDuration(to - from)}`;

/** How long a node has run by `now`, in milliseconds. */
export function spanOf({ started, finished }: NodeRecord, now: number): number {
  return Math.max(0, (finished?.time ?? now) - started.time);
}
