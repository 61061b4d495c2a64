import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { syncPath } from "../../util/sync-path.ts";
import type { GlobalOutput } from "../controller/global-outputs.ts";
import { isDone, type NodeStatus } from "../controller/node-status.ts";
import type { KnownRun, Shutdown, WorkflowStatus } from "../controller/run-state.ts";
import type { NodeFacts } from "./node-events.ts";

/** One change; a line of a journal is all changes of one turn, since one without the others may make no sense. */
type Entry =
  | { readonly node: NodeStatus; readonly facts?: NodeFacts }
  | { readonly global: GlobalOutput }
  | { readonly shutdown: Shutdown }
  | { readonly workflow: WorkflowStatus };

/** What a journal knows of a run. */
export interface JournalState extends Required<KnownRun> {
  /** What is known of nodes beyond their status. */
  readonly facts: ReadonlyMap<string, NodeFacts>;
  /** How a person has ended the run, if one has. */
  readonly shutdown: Shutdown | undefined;
  /** How the run ended; undefined when it has not. */
  readonly ended: WorkflowStatus | undefined;
  /** How much of the file is whole. What comes after has never been written. */
  readonly bytes: number;
}

const fileName = "journal.jsonl";

/**
 * The state of a run on the disk: what a turn changes is a line at its end, there before it counts. What has ended is forced onto the disk, so that
 * it is there after a power cut too; what began may be lost, and begins again.
 */
export class Journal {
  readonly #file: number;
  #bytes: number;

  /**
   * @param bytes how much of a journal that goes on is whole
   * @throws Error when the folder can't be written
   */
  constructor(folder: string, bytes = 0) {
    this.#file = openSync(join(folder, fileName), "a");
    this.#bytes = bytes;
    ftruncateSync(this.#file, bytes);
    syncPath(folder);
  }

  /** @throws Error when the disk is full; then nothing was written */
  write({ nodes, globals }: Required<KnownRun>, factsOf: (node: string) => NodeFacts = () => ({})): void {
    const entries: readonly Entry[] = [
      ...globals.map((global) => ({ global })),
      ...nodes.map((node) => ({ node, ...(isEndedWork(node) && { facts: factsOf(node.name) }) })),
    ];
    if (entries.length > 0) this.#append(entries, nodes.some(isEndedWork));
  }

  /** A person ends the run. */
  shutDown(shutdown: Shutdown): void {
    this.#append([{ shutdown }], true);
  }

  end(workflow: WorkflowStatus): void {
    this.#append([{ workflow }], true);
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(entries: readonly Entry[], mustLast: boolean): void {
    const bytes = Buffer.from(`${JSON.stringify(entries)}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
      if (mustLast) fsyncSync(this.#file);
      this.#bytes += bytes.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#bytes); // half a line, and the next one would be written behind it
      throw error;
    }
  }
}

/** A pod did work, and a person answered: neither may be asked to do it twice. */
const isEndedWork = ({ phase, type }: NodeStatus): boolean => (type === "Pod" || type === "Suspend") && isDone(phase);

/** Reads a journal as far as it is whole. @throws Error when there is none, or it can't be read */
export function readJournal(folder: string): JournalState {
  const file = readFileSync(join(folder, fileName));
  const nodes = new Map<string, NodeStatus>();
  const facts = new Map<string, NodeFacts>();
  const globals: GlobalOutput[] = [];
  let shutdown: Shutdown | undefined;
  let ended: WorkflowStatus | undefined;
  let bytes = 0;
  for (let end = file.indexOf(10); end >= 0; end = file.indexOf(10, bytes)) {
    const entries = parsed(file.toString("utf8", bytes, end));
    if (entries === undefined) break; // blocks that a power cut kept from the disk
    bytes = end + 1;
    for (const entry of entries) {
      if ("node" in entry) {
        nodes.set(entry.node.name, entry.node);
        if (entry.facts !== undefined) facts.set(entry.node.name, entry.facts);
      } else if ("global" in entry) globals.push(entry.global);
      else if ("shutdown" in entry) shutdown = entry.shutdown;
      else ended = entry.workflow;
    }
  }
  return { nodes: [...nodes.values()], globals, facts, shutdown, ended, bytes };
}

function parsed(line: string): readonly Entry[] | undefined {
  try {
    const entries: unknown = JSON.parse(line);
    return Array.isArray(entries) ? (entries as readonly Entry[]) : undefined;
  } catch {
    return undefined;
  }
}
