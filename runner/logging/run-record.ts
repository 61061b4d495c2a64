import { isAround } from "../controller/is-around.ts";
import type {
  NodeFinished,
  NodeIdentity,
  NodeLog,
  NodeStarted,
  NodeWaiting,
  RunEvent,
  RunFinished,
  RunResumed,
  RunStarted,
  RunStopping,
} from "../event.ts";
import { withRevision } from "../run/revision-environment.ts";
import { wasStopped } from "./message-words.ts";
import type { EarlierStart, NodeRecord } from "./node-record.ts";

/** A time in which nobody worked on a run: from the last that was told before until it went on. */
export interface Break {
  readonly from: number;
  readonly to: number;
}

/** How many of a node's last log lines are kept. */
const keptLines = 10;
/** A run as its events tell it: a tree of nodes. Events of nodes that were never started are taken as they come. */
export class RunRecord {
  started?: RunStarted;
  stopping?: RunStopping;
  finished?: RunFinished;
  /** The nodes that are inside of none. */
  readonly roots: NodeRecord[] = [];
  /** When it was interrupted and went on, in that order. */
  readonly breaks: Break[] = [];
  /** What the whole run waited for before its first node began, in Argo's words. */
  rootWait?: string;
  readonly #earlier = new Map<string, readonly EarlierStart[]>();
  #latest: number | undefined;
  readonly #nodes = new Map<string, NodeRecord>();

  add(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.started = event;
        break;
      case "run-finished":
        this.finished = event;
        break;
      case "run-resumed":
        this.#resume(event);
        break;
      case "revision-found":
        if (this.started !== undefined) this.started = withRevision(this.started, event);
        break;
      case "run-stopping":
        this.stopping = event;
        break;
      case "node-asked":
        this.#of(event).asked = event;
        break;
      case "node-answered":
        this.#of(event).answered = event;
        break;
      case "node-waiting":
        this.#wait(event);
        break;
      case "node-started":
        this.#begin(event);
        break;
      case "node-progress":
        this.#of(event).progress = event;
        break;
      case "node-log":
        addLine(this.#of(event), event);
        break;
      case "node-finished":
        this.#finish(this.#of(event), event);
        break;
      default:
        event satisfies never;
    }
    this.#latest = event.time;
  }

  /** Every node in the order of starting. */
  get nodes(): readonly NodeRecord[] {
    return [...this.#nodes.values()];
  }

  node(name: string): NodeRecord | undefined {
    return this.#nodes.get(name);
  }

  /**
   * A node's name without the run's in front: `trials(0:0.01)`, not `taxi-x7f2.trials(0:0.01)`; `[0].train` of steps. A step that runs alone has
   * the run's name for itself, and is called as it is shown.
   */
  shortName(node: string): string {
    const workflow = this.started?.workflow ?? "";
    if (node === workflow) return this.#nodes.get(node)?.started.displayName ?? node;
    const rest = node.startsWith(workflow) ? node.slice(workflow.length) : "";
    if (rest.startsWith("[")) return rest;
    return rest.startsWith(".") && rest.length > 1 ? rest.slice(1) : node;
  }

  /** What was to end and has not begins again; what stands around it goes on. */
  #resume({ again, time }: RunResumed): void {
    const last = this.#latest ?? time;
    this.breaks.push({ from: last, to: time });
    delete this.finished;
    delete this.stopping;
    for (const name of again) {
      const record = this.#nodes.get(name);
      if (record === undefined) continue;
      if (record.hasBegun && !isAround(record.started.nodeType)) this.#remember(record, last);
      delete record.finished;
      delete record.progress;
      delete record.answered; // the journal has lost it
      if (!isAround(record.started.nodeType)) this.#forget(record);
    }
  }

  #remember({ node, started, finished }: NodeRecord, last: number): void {
    const ended = finished === undefined || wasStopped(finished.message) ? {} : { phase: finished.phase };
    const start = { from: started.time, to: finished?.time ?? last, ...ended };
    this.#earlier.set(node, [...(this.#earlier.get(node) ?? []), start]);
  }

  #forget(record: NodeRecord): void {
    const { parent } = record.started;
    const beside = parent === undefined ? this.roots : (this.#nodes.get(parent)?.children ?? this.roots);
    if (beside.includes(record)) beside.splice(beside.indexOf(record), 1);
    for (const one of [record, ...record.children]) this.#nodes.delete(one.node);
  }

  #wait(event: NodeWaiting): void {
    const record = this.#nodes.get(event.node) ?? this.#add(event.node, startOf(event, event.time), false);
    record.waiting = event;
    if (record.hasBegun) return;
    record.waitsSince ??= event.time;
    if (event.node === this.started?.workflow) this.rootWait = event.message;
  }

  #begin(event: NodeStarted): void {
    const known = this.#nodes.get(event.node);
    if (known === undefined) this.#add(event.node, event, true);
    else if (!known.hasBegun) Object.assign(known, { started: event, hasBegun: true, waiting: undefined });
    const around = event.parent === undefined ? undefined : this.#nodes.get(event.parent);
    if (around?.started.nodeType === "Retry") around.waiting = undefined;
  }

  #finish(record: NodeRecord, event: NodeFinished): void {
    Object.assign(record, { finished: event, waiting: undefined });
  }

  #add(node: string, started: NodeStarted, hasBegun: boolean): NodeRecord {
    const earlier = this.#earlier.get(node) ?? [];
    const record: NodeRecord = { node, started, hasBegun, lastLines: [], numLines: 0, children: [], earlier };
    const parent = started.parent === undefined ? undefined : this.#nodes.get(started.parent);
    this.#nodes.set(node, record);
    (parent?.children ?? this.roots).push(record);
    return record;
  }

  #of({ node, time }: { readonly node: string; readonly time: number }): NodeRecord {
    const identity: NodeIdentity = { node, displayName: node, nodeType: "Pod", templateName: "", dependsOn: [] };
    return this.#nodes.get(node) ?? this.#add(node, startOf(identity, time), true);
  }
}

function startOf({ node, displayName, nodeType, templateName, parent, dependsOn }: NodeIdentity, time: number): NodeStarted {
  const place = { node, displayName, nodeType, templateName, dependsOn, ...(parent !== undefined && { parent }) };
  return { type: "node-started", time, ...place, inputs: {} };
}

function addLine(record: NodeRecord, event: NodeLog): void {
  record.numLines++;
  record.lastLines.push(event);
  if (record.lastLines.length > keptLines) record.lastLines.shift();
}
