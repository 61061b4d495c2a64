import { oneLine } from "../../util/graph/cell-text.ts";
import type { NodePhase } from "../event.ts";
import { answeredWords, isPause } from "./answered-words.ts";
import { leftOut } from "./left-out.ts";
import { messageWords } from "./message-words.ts";
import {
  hasFailed,
  isFrame,
  isWaiting,
  lastTry,
  type NodeRecord,
  nodesInside,
  notCachedOf,
  phaseOf,
  spanOf,
} from "./node-record.ts";
import type { RunRecord } from "./run-record.ts";
import { countSteps, type StepCounts, wordsOf } from "./step-counts.ts";

/** A node as the live view shows it. */
export interface LiveRow {
  readonly depth: number;
  readonly phase: NodePhase;
  readonly name: string;
  /** Milliseconds; none for what was left out or has not begun. */
  readonly span?: number;
  /** From 0 to 1, while it runs. */
  readonly share?: number;
  readonly detail: string;
  /** What it wrote last, while it runs. */
  readonly log?: string;
}

/** A node that has a row of its own, before anything is written into it. */
export interface LiveEntry {
  readonly node: NodeRecord;
  readonly depth: number;
  /** The frame around it, if that has a row. */
  readonly around?: LiveEntry;
}

/** A loop with more items than this shows only those that run or failed. */
const maxItems = 8;
const shownItems = 4;

/** The nodes of a run that may have a row: its steps in their frames, in the order of starting. Steps that were tried again are one. */
export function liveEntries(record: RunRecord): readonly LiveEntry[] {
  const entries: LiveEntry[] = [];
  const visit = (node: NodeRecord, depth: number, around: LiveEntry | undefined): void => {
    const isOutermost = around === undefined && node.node === record.started?.workflow;
    const isPlain = isFrame(node) && (node.started.nodeType === "StepGroup" || (isOutermost && node.waiting === undefined));
    const entry: LiveEntry | undefined = isPlain ? around : { node, depth, ...(around !== undefined && { around }) };
    if (!isPlain) entries.push(entry!);
    const inside = isFrame(node) && !isPlain;
    for (const child of shownChildren(node)) visit(child, inside ? depth + 1 : depth, inside ? entry : around);
  };
  for (const root of record.roots) visit(root, 0, undefined);
  return entries;
}

function shownChildren(node: NodeRecord): readonly NodeRecord[] {
  const children = nodesInside(node);
  if (node.started.nodeType !== "TaskGroup" || children.length <= maxItems) return children;
  const running = children.filter((child) => child.finished === undefined && !isWaiting(child)).slice(0, shownItems);
  const failed = children.filter(hasFailed).slice(-shownItems);
  const shown = new Set([...running, ...failed]);
  return children.filter((child) => shown.has(child));
}

export function liveRow({ node, depth }: LiveEntry, now: number, counts: ReadonlyMap<NodeRecord, StepCounts>): LiveRow {
  return isFrame(node) ? frameRow(node, depth, now, counts.get(node) ?? countSteps(node)) : stepRow(node, depth, now);
}

function stepRow(step: NodeRecord, depth: number, now: number): LiveRow {
  const phase = phaseOf(step);
  const work = lastTry(step);
  const waits = isWaiting(step);
  const hasSpan = phase !== "Skipped" && phase !== "Omitted" && !(waits && !hasWorked(step));
  const isRunning = phase === "Running";
  const log = work.lastLines.at(-1)?.line;
  const share = shareOf(work);
  return {
    depth,
    phase: waits || (isRunning && step.started.nodeType === "Suspend") ? "Pending" : phase,
    name: nameOf(step),
    detail: detailOf(step, phase),
    ...(hasSpan ? { span: spanOf(step, now) } : {}),
    ...(isRunning && share !== undefined ? { share } : {}),
    ...(isRunning && log !== undefined ? { log: oneLine(log) } : {}),
  };
}

/** Whether anything of it has ever worked. */
const hasWorked = ({ started, hasBegun, children }: NodeRecord): boolean =>
  started.nodeType === "Retry" && children.length > 0 ? children.some((child) => child.hasBegun) : hasBegun;

function frameRow(frame: NodeRecord, depth: number, now: number, counts: StepCounts): LiveRow {
  const waits = frame.waiting === undefined ? [] : [waitWords(frame)];
  const span = phaseOf(frame) === "Pending" ? {} : { span: spanOf(frame, now) };
  return { depth, phase: phaseOf(frame), name: nameOf(frame), ...span, detail: [...wordsOf(counts), ...waits].join(", ") };
}

function nameOf({ started }: NodeRecord): string {
  return oneLine(started.displayName || started.node);
}

function shareOf({ progress }: NodeRecord): number | undefined {
  if (progress === undefined || !(progress.total > 0)) return undefined;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}

function detailOf(step: NodeRecord, phase: NodePhase): string {
  const tries = step.started.nodeType === "Retry" ? step.children.length : 1;
  if (phase === "Skipped" || phase === "Omitted") return leftOut(phase, step.finished?.message ?? "");
  const message = phase === "Succeeded" ? "" : messageWords(step.finished?.message ?? "");
  const attempt = tries < 2 ? "" : step.finished === undefined ? `try ${tries}` : `${tries} tries`;
  const notCached = notCachedOf(step);
  const cached =
    step.finished?.cachedFrom !== undefined
      ? `from cache: ${oneLine(step.finished.cachedFrom)}`
      : notCached !== undefined && (phase === "Running" || phase === "Succeeded")
        ? `not from cache: ${oneLine(notCached)}`
        : "";
  const answered = step.answered === undefined || isPause(step.answered) ? "" : answeredWords(step.answered);
  const waits = step.finished === undefined ? waitWords(lastTry(step)) || waitWords(step) : "";
  return [attempt, message, cached, answered, waits].filter((part) => part !== "").join(": ");
}

/** What a node waits for: other steps of this machine, which is said of many at once in one word, or what is in the message. */
function waitWords(node: NodeRecord): string {
  const { waiting, started, finished } = node;
  if (waiting !== undefined) return waiting.for === "room" ? "waiting" : oneLine(waiting.message);
  return started.nodeType === "Suspend" && finished === undefined ? resumeWords(node) : "";
}

/** What a person can do from another terminal. */
function resumeWords(node: NodeRecord): string {
  const { asked } = node;
  if (asked === undefined) return "waits to be resumed";
  if (asked.until !== undefined && asked.parameters.length === 0) return "waits for its time";
  const words = ["pipewright resume last", nameOf(node), oneLine(asked.answer)].filter((word) => word !== "");
  return `waits for an answer: ${words.join(" ")}`;
}
