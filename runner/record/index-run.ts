import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { RunEvent } from "../event.ts";
import { type DescribedStep, describeStep, Makers } from "./describe-step.ts";
import { inTransaction } from "./open-record.ts";
import { RunFold } from "./run-fold.ts";
import { RunWriter } from "./write-run.ts";

/** The events of one run on their way into the record: while they happen, or from the run's folder. */
export class RunIndexer {
  readonly #folder: string;
  readonly #fold = new RunFold();
  readonly #makers = new Makers();
  #described: DescribedStep[] = [];
  #bytes = 0;

  /** @param folder the run's folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param bytes the length of the event's line in the run's file */
  add(event: RunEvent | undefined, bytes: number): void {
    if (event !== undefined) this.#fold.add(event);
    this.#bytes += bytes;
  }

  /** Looks into what has been added: outputs of steps that have ended. */
  async describe(): Promise<void> {
    for (const step of this.#fold.takeChanged()) this.#described.push(await describeStep(step, this.#folder, this.#makers));
  }

  /**
   * Writes what was described since the last time, all or nothing.
   *
   * @param anew forget first what the record has of this run
   * @throws Error when the record can't be written; the next call tries again
   */
  write(db: DatabaseSync, writer: RunWriter, anew = false): void {
    const { run } = this.#fold;
    if (run === undefined) return;
    const steps = this.#described;
    inTransaction(db, () => {
      if (anew) writer.forget(run.id);
      writer.run(run, this.#bytes);
      for (const step of steps) writer.step(run.id, step);
    });
    this.#described = [];
  }
}

/** Reads the run of a folder into the record. A last line that is not whole yet does not count. */
export async function indexFolder(folder: string, db: DatabaseSync): Promise<void> {
  const indexer = new RunIndexer(folder);
  await addEvents(indexer, folder);
  await indexer.describe();
  indexer.write(db, new RunWriter(db), true);
}

const logLine = Buffer.from('{"type":"node-log"');

async function addEvents(indexer: RunIndexer, folder: string): Promise<void> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(join(folder, "events.jsonl"))) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, at)) {
      indexer.add(parsed(bytes.subarray(at, end)), end + 1 - at);
      at = end + 1;
    }
    rest = bytes.subarray(at);
  }
}

/** Of a log the record keeps nothing; a line that can't be read is of a disk that was full. */
function parsed(line: Buffer): RunEvent | undefined {
  if (line.subarray(0, logLine.length).equals(logLine)) return undefined;
  try {
    return JSON.parse(line.toString("utf8")) as RunEvent;
  } catch {
    return undefined;
  }
}
