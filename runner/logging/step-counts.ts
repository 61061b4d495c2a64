import { hasFailed, isFrame, isWaiting, type NodeRecord, nodesInside } from "./node-record.ts";

/** How far the steps inside a node are. */
export interface StepCounts {
  readonly done: number;
  readonly running: number;
  readonly waiting: number;
  readonly failed: number;
}

const none: StepCounts = { done: 0, running: 0, waiting: 0, failed: 0 };

/** Counts the steps in and under a node, and keeps what it counted of every frame on the way in `counts`. Linear in the nodes. */
export function countSteps(node: NodeRecord, counts = new Map<NodeRecord, StepCounts>()): StepCounts {
  const sum = { ...(isFrame(node) ? none : { ...none, [kindOf(node)]: 1 }) };
  for (const child of nodesInside(node)) {
    const inside = countSteps(child, counts);
    sum.done += inside.done;
    sum.running += inside.running;
    sum.waiting += inside.waiting;
    sum.failed += inside.failed;
  }
  if (isFrame(node)) counts.set(node, sum);
  return sum;
}

function kindOf(step: NodeRecord): keyof StepCounts {
  if (step.finished !== undefined) return hasFailed(step) ? "failed" : "done";
  return isWaiting(step) ? "waiting" : "running";
}

export const addCounts = (one: StepCounts, other: StepCounts): StepCounts => ({
  done: one.done + other.done,
  running: one.running + other.running,
  waiting: one.waiting + other.waiting,
  failed: one.failed + other.failed,
});

/** The counts of all steps of a run, and of each frame. */
export function countRun(roots: readonly NodeRecord[]): {
  readonly all: StepCounts;
  readonly frames: ReadonlyMap<NodeRecord, StepCounts>;
} {
  const frames = new Map<NodeRecord, StepCounts>();
  const all = roots.map((root) => countSteps(root, frames)).reduce(addCounts, none);
  return { all, frames };
}

/** "89 done", "10 running", "1 failed": those that are not zero. When the run is over nothing runs or waits any more. */
export function wordsOf({ done, running, waiting, failed }: StepCounts, isOver = false): readonly string[] {
  const words = [
    [done, "done"],
    [running, isOver ? "not finished" : "running"],
    [waiting, isOver ? "not begun" : "waiting"],
    [failed, "failed"],
  ] as const;
  return words.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
}
