import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { RunEvent } from "../event.ts";
import { RunIndexer } from "./index-run.ts";
import { openRecord } from "./open-record.ts";
import { RunWriter } from "./write-run.ts";

/** Steps that end together are written together. */
const pause = 200;
/** A run does not wait long for others: what it could not write is read from its folder later. */
const patience = 1000;

/** What of a run goes into the record while it runs. */
export interface LiveRecord {
  /** Is told of everything; of a run that goes on also of its past. */
  readonly onEvent: (event: RunEvent) => void;
  /** Writes the rest. */
  readonly end: () => Promise<void>;
}

/**
 * Writes a run into the record as its steps end. It never fails a run: what goes wrong is told once.
 *
 * @param path the record's file
 * @param tell is given the reason when the record can't be written
 */
export function liveRecord(path: string, tell: (message: string) => void): LiveRecord {
  const recording = new Recording(path, tell);
  return { onEvent: (event) => recording.onEvent(event), end: () => recording.end() };
}

class Recording {
  readonly #path: string;
  readonly #tell: (message: string) => void;
  #indexer: RunIndexer | undefined;
  #writing: Promise<void> = Promise.resolve();
  #waiting: RunEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #open: { readonly db: DatabaseSync; readonly writer: RunWriter } | undefined;
  #hasFailed = false;

  constructor(path: string, tell: (message: string) => void) {
    this.#path = path;
    this.#tell = tell;
  }

  onEvent(event: RunEvent): void {
    if (this.#hasFailed) return;
    if (event.type === "run-started") this.#indexer = new RunIndexer(join(dirname(this.#path), "runs", event.runId));
    this.#waiting.push(event);
    if (event.type !== "node-finished") return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, pause);
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#write();
    this.#open?.db.close();
    this.#open = undefined;
  }

  /** One after the other: a step's digests are known before somebody who used it is written. */
  #write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeNow()).catch((error: Error) => this.#giveUp(error));
    return this.#writing;
  }

  async #writeNow(): Promise<void> {
    const indexer = this.#indexer;
    if (indexer === undefined || this.#hasFailed) return;
    const events = this.#waiting;
    this.#waiting = [];
    for (const event of events) indexer.add(event, Buffer.byteLength(JSON.stringify(event)) + 1);
    await indexer.describe();
    if (this.#open === undefined) {
      const db = openRecord(this.#path, { timeout: patience });
      this.#open = { db, writer: new RunWriter(db) };
    }
    indexer.write(this.#open.db, this.#open.writer);
  }

  #giveUp({ message }: Error): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#tell(
      `The record can't be written (${message}): ${this.#path}. The run goes on; what is missing is read from its folder later.`,
    );
  }
}
