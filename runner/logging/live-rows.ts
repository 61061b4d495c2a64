import { oneLine } from "../../util/graph/cell-text.ts";
import type { NodePhase } from "../event.ts";
import { leftOut } from "./left-out.ts";
import { messageWords } from "./message-words.ts";
import { hasFailed, isFrame, lastTry, type NodeRecord, phaseOf, type RunRecord, spanOf, stepsOf } from "./run-record.ts";

/** A node as the live view shows it. */
export interface LiveRow {
  readonly depth: number;
  readonly phase: NodePhase;
  readonly name: string;
  /** Milliseconds; none for what was left out. */
  readonly span?: number;
  /** From 0 to 1, while it runs. */
  readonly share?: number;
  readonly detail: string;
  /** What it wrote last, while it runs. */
  readonly log?: string;
  /** Whether it may be hidden when there is no room. */
  readonly mayHide: boolean;
}

/** A loop with more items than this shows only those that run or failed. */
const maxItems = 8;
const shownItems = 4;

/** The rows of a run: its steps in their frames, in the order of starting. Steps that were tried again are one row. */
export function liveRows(record: RunRecord, now: number): readonly LiveRow[] {
  return record.roots.flatMap((root) =>
    isFrame(root) && root.node === record.started?.workflow ? childRows(root, 0, now) : rowsOf(root, 0, now),
  );
}

function rowsOf(node: NodeRecord, depth: number, now: number): readonly LiveRow[] {
  if (!isFrame(node)) return [stepRow(node, depth, now)];
  if (node.started.nodeType === "StepGroup") return childRows(node, depth, now);
  return [frameRow(node, depth, now), ...childRows(node, depth + 1, now)];
}

function childRows(frame: NodeRecord, depth: number, now: number): readonly LiveRow[] {
  return shownChildren(frame).flatMap((child) => rowsOf(child, depth, now));
}

function shownChildren({ started, children }: NodeRecord): readonly NodeRecord[] {
  if (started.nodeType !== "TaskGroup" || children.length <= maxItems) return children;
  const running = children.filter((child) => child.finished === undefined).slice(0, shownItems);
  const failed = children.filter(hasFailed).slice(-shownItems);
  return children.filter((child) => running.includes(child) || failed.includes(child));
}

function stepRow(step: NodeRecord, depth: number, now: number): LiveRow {
  const phase = phaseOf(step);
  const work = lastTry(step);
  const isOut = phase === "Skipped" || phase === "Omitted";
  const isRunning = step.finished === undefined;
  const log = work.lastLines.at(-1)?.line;
  const share = shareOf(work);
  return {
    depth,
    phase,
    name: nameOf(step),
    detail: detailOf(step, phase),
    mayHide: !isRunning && !hasFailed(step),
    ...(isOut ? {} : { span: spanOf(step, now) }),
    ...(isRunning && share !== undefined ? { share } : {}),
    ...(isRunning && log !== undefined ? { log: oneLine(log) } : {}),
  };
}

function frameRow(frame: NodeRecord, depth: number, now: number): LiveRow {
  const steps = stepsOf(frame.children);
  const count = (test: (step: NodeRecord) => boolean, word: string): readonly string[] => {
    const found = steps.filter(test).length;
    return found === 0 ? [] : [`${found} ${word}`];
  };
  const counts = [
    ...count((step) => step.finished !== undefined && !hasFailed(step), "done"),
    ...count((step) => step.finished === undefined, "running"),
    ...count(hasFailed, "failed"),
  ];
  return {
    depth,
    phase: phaseOf(frame),
    name: nameOf(frame),
    span: spanOf(frame, now),
    detail: counts.join(", "),
    mayHide: false,
  };
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
  return [attempt, message].filter((part) => part !== "").join(": ");
}
