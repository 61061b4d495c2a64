import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { GlobalOutput, KnownRun, WorkflowStatus } from "../controller/controller.ts";
import { isDone, type NodeStatus } from "../controller/node-status.ts";

/** One line of a journal. */
type Entry = { readonly node: NodeStatus } | { readonly global: GlobalOutput } | { readonly workflow: WorkflowStatus };

/** What a journal knows of a run. */
export interface JournalState extends Required<KnownRun> {
  /** How the run ended; undefined when it has not. */
  readonly ended: WorkflowStatus | undefined;
}

const fileName = "journal.jsonl";

/**
 * The state of a run on the disk: every change is a line at its end, there before it counts. What has ended is forced onto the disk, so that
 * it is there after a power cut too; what began may be lost, and begins again.
 */
export class Journal {
  readonly #file: number;

  /** @throws Error when the folder can't be written */
  constructor(folder: string) {
    this.#file = openSync(join(folder, fileName), "a");
  }

  /** @throws Error when the disk is full */
  write({ nodes, globals }: Required<KnownRun>): void {
    const entries: readonly Entry[] = [...globals.map((global) => ({ global })), ...nodes.map((node) => ({ node }))];
    if (entries.length > 0)
      this.#append(
        entries,
        nodes.some(({ phase, type }) => type === "Pod" && isDone(phase)),
      );
  }

  end(workflow: WorkflowStatus): void {
    this.#append([{ workflow }], true);
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(entries: readonly Entry[], mustLast: boolean): void {
    const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    if (mustLast) fsyncSync(this.#file);
  }
}

/** Reads a journal; a last line that is not whole has never been written. @throws Error when there is none, or it can't be read */
export function readJournal(folder: string): JournalState {
  const path = join(folder, fileName);
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) truncateSync(path, end); // half a line, and the next one would be written behind it
  const nodes = new Map<string, NodeStatus>();
  const globals: GlobalOutput[] = [];
  let ended: WorkflowStatus | undefined;
  for (const line of bytes.subarray(0, end).toString("utf8").split("\n")) {
    if (line === "") continue;
    const entry = JSON.parse(line) as Entry;
    if ("node" in entry) nodes.set(entry.node.name, entry.node);
    else if ("global" in entry) globals.push(entry.global);
    else ended = entry.workflow;
  }
  return { nodes: [...nodes.values()], globals, ended };
}
