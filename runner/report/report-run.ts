import type { NodeLog, NodePhase, RunEvent } from "../event.ts";
import { lastTry, type NodeRecord, phaseOf, stepsOf } from "../logging/node-record.ts";
import { RunRecord } from "../logging/run-record.ts";

/** A run as the report shows it. */
export interface ReportRun {
  readonly record: RunRecord;
  readonly steps: readonly ReportStep[];
  /** Milliseconds since the epoch of the first and the last thing that happened. */
  readonly from: number;
  readonly to: number;
  readonly state: RunState;
}

export type RunState = "succeeded" | "failed" | "stopped" | "unfinished";

/** A step with what belongs to it: its tries, and what it wrote. */
export interface ReportStep {
  /** The name of its place in the page: `step-3`. */
  readonly id: string;
  /** Without the run's own name in front. */
  readonly name: string;
  readonly node: NodeRecord;
  /** The node itself, or each try of one that was tried again. */
  readonly tries: readonly NodeRecord[];
  readonly phase: NodePhase;
}

export function reportRun(events: readonly RunEvent[]): ReportRun {
  const record = new RunRecord();
  for (const event of events) record.add(event);
  const steps = stepsOf(record.roots).map((node, index): ReportStep => {
    const tries = node.started.nodeType === "Retry" && node.children.length > 0 ? triesOf(node) : [node];
    return { id: `step-${index + 1}`, name: record.shortName(node.node), node, tries, phase: phaseOf(node) };
  });
  const times = events.reduce(({ from, to }, { time }) => ({ from: Math.min(from, time), to: Math.max(to, time) }), {
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  });
  const { from, to } = times.from > times.to ? { from: 0, to: 0 } : times;
  return { record, steps, from: record.started?.time ?? from, to: record.finished?.time ?? to, state: stateOf(record) };
}

/** The tries of a step; its hooks are steps of their own. */
function triesOf({ node, children }: NodeRecord): readonly NodeRecord[] {
  const tries = children.filter((child) => child.node.startsWith(`${node}(`));
  return tries.length > 0 ? tries : children;
}

function stateOf({ finished }: RunRecord): RunState {
  if (finished === undefined) return "unfinished";
  if (finished.phase === "Succeeded") return "succeeded";
  return finished.interrupted === true ? "stopped" : "failed";
}

/** The artifacts that a step left. */
export function artifactsOf({ node }: ReportStep): NonNullable<NodeRecord["finished"]>["artifacts"] {
  return lastTry(node).finished?.artifacts ?? [];
}

/** A node's log: all its lines, or its last ones with how many came before. */
export interface LogText {
  readonly lines: readonly NodeLog[];
  readonly numBefore: number;
  /** What is before even those, of a log that was too long to be counted. */
  readonly bytesBefore?: number;
}

/** The last `most` log lines of each node. */
export function logsOf(events: readonly RunEvent[], most: number): ReadonlyMap<string, LogText> {
  const lines = new Map<string, NodeLog[]>();
  for (const event of events) {
    if (event.type === "run-resumed") for (const node of event.again) lines.delete(node); // it began again
    if (event.type !== "node-log") continue;
    const known = lines.get(event.node);
    if (known === undefined) lines.set(event.node, [event]);
    else known.push(event);
  }
  return new Map([...lines].map(([node, all]) => [node, { lines: all.slice(-most), numBefore: Math.max(0, all.length - most) }]));
}
