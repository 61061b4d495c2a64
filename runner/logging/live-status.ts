import { formatDuration } from "./format-duration.ts";
import type { RunRecord } from "./run-record.ts";
import type { StepCounts } from "./step-counts.ts";
import type { Segment } from "./terminal-style.ts";

/** The last line of the live view: how far the run is. Where there is little room the time and what failed come first. */
export function statusSegments(record: RunRecord, counts: StepCounts, now: number, width: number): readonly Segment[] {
  const { stopping, started } = record;
  if (stopping !== undefined) return stoppingSegments(stopping.time + stopping.graceSeconds * 1000 - now, counts, width);
  const span = formatDuration(now - (started?.time ?? now));
  const failed = counts.failed === 0 ? "" : `${counts.failed} failed`;
  const waiting = counts.waiting === 0 ? "" : `, ${counts.waiting} waiting`;
  const wide: readonly Segment[] = [
    [`${counts.done} done, ${counts.running} running${waiting}`, "strong"],
    [failed === "" ? "" : `, ${failed}`, "bad"],
    [`  ${span}`, "quiet"],
  ];
  if (wide.reduce((sum, [text]) => sum + text.length, 0) <= width) return wide;
  const { done, running, waiting: held } = counts;
  const others = [
    [running, "running"],
    [held, "waiting"],
    [done, "done"],
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  return [
    [`${span}  `, "quiet"],
    [failed === "" ? "" : `${failed}${others.length > 0 ? ", " : ""}`, "bad"],
    [others.join(", "), "strong"],
  ];
}

/** What one Ctrl-C does, and what a second one would. */
function stoppingSegments(left: number, { running }: StepCounts, width: number): readonly Segment[] {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const steps = running === 1 ? "1 step has" : `${running} steps have`;
  const long = `stopping: ${steps} ${seconds} s to end; Ctrl-C again ends the run now`;
  return [[long.length <= width ? long : `stopping, ${seconds} s; Ctrl-C again: now`, "busy"]];
}
