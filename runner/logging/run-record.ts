import type { NodeFinished, NodeLog, NodePhase, NodeProgress, NodeStarted, RunEvent, RunFinished, RunStarted } from "../event.ts";

/** How many of a node's last log lines are kept. */
const keptLines = 10;

/** What is known of a node so far. */
export interface NodeRecord {
  /** As Argo names it. */
  readonly node: string;
  readonly started: NodeStarted;
  finished?: NodeFinished;
  progress?: NodeProgress;
  /** The last lines it wrote, oldest first. */
  readonly lastLines: NodeLog[];
  numLines: number;
  readonly children: NodeRecord[];
}

/** A run as its events tell it: a tree of nodes. Events of nodes that were never started are taken as they come. */
export class RunRecord {
  started?: RunStarted;
  finished?: RunFinished;
  /** The nodes that are inside of none. */
  readonly roots: NodeRecord[] = [];
  readonly #nodes = new Map<string, NodeRecord>();

  add(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.started = event;
        break;
      case "run-finished":
        this.finished = event;
        break;
      case "node-started":
        this.#start(event);
        break;
      case "node-progress":
        this.#of(event).progress = event;
        break;
      case "node-log":
        addLine(this.#of(event), event);
        break;
      case "node-finished":
        this.#of(event).finished = event;
        break;
      default:
        event satisfies never;
    }
  }

  /** Every node in the order of starting. */
  get nodes(): readonly NodeRecord[] {
    return [...this.#nodes.values()];
  }

  node(name: string): NodeRecord | undefined {
    return this.#nodes.get(name);
  }

  /** A node's name without the run's in front: `trials(0:0.01)`, not `taxi-x7f2.trials(0:0.01)`. */
  shortName(node: string): string {
    const prefix = `${this.started?.workflow ?? ""}.`;
    return node.startsWith(prefix) && node.length > prefix.length ? node.slice(prefix.length) : node;
  }

  #start(event: NodeStarted): NodeRecord {
    const known = this.#nodes.get(event.node);
    if (known !== undefined) return known;
    const record: NodeRecord = { node: event.node, started: event, lastLines: [], numLines: 0, children: [] };
    const parent = event.parent === undefined ? undefined : this.#nodes.get(event.parent);
    this.#nodes.set(event.node, record);
    (parent?.children ?? this.roots).push(record);
    return record;
  }

  #of({ node, time }: { readonly node: string; readonly time: number }): NodeRecord {
    const known = this.#nodes.get(node);
    if (known !== undefined) return known;
    return this.#start({
      type: "node-started",
      time,
      node,
      displayName: node,
      nodeType: "Pod",
      templateName: "",
      dependsOn: [],
      inputs: {},
    });
  }
}

function addLine(record: NodeRecord, event: NodeLog): void {
  record.numLines++;
  record.lastLines.push(event);
  if (record.lastLines.length > keptLines) record.lastLines.shift();
}

export function phaseOf({ finished }: NodeRecord): NodePhase {
  return finished?.phase ?? "Running";
}

export function hasFailed(record: NodeRecord): boolean {
  const phase = phaseOf(record);
  return phase === "Failed" || phase === "Error";
}

/** Whether a node is a frame around others and does nothing itself. */
export function isFrame({ started, children }: NodeRecord): boolean {
  const { nodeType } = started;
  if (nodeType === "Retry") return children.some(isFrame);
  return (
    children.length > 0 || nodeType === "DAG" || nodeType === "Steps" || nodeType === "StepGroup" || nodeType === "TaskGroup"
  );
}

/** The steps of a run; of a step that was tried several times only the whole, not each try. */
export function stepsOf(records: readonly NodeRecord[]): readonly NodeRecord[] {
  const steps: NodeRecord[] = [];
  const open = records.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isFrame(next)) steps.push(next);
    else open.push(...next.children.toReversed());
  }
  return steps;
}

/** What stands for a step's work: of several tries the last. */
export function lastTry(record: NodeRecord): NodeRecord {
  return record.started.nodeType === "Retry" ? (record.children.at(-1) ?? record) : record;
}

/** How long a node has run by `now`, in milliseconds. */
export function spanOf({ started, finished }: NodeRecord, now: number): number {
  return Math.max(0, (finished?.time ?? now) - started.time);
}
