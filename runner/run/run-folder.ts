import { randomBytes, randomUUID } from "node:crypto";
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { syncPath } from "../../util/sync-path.ts";
import { writeWhole } from "../../util/write-whole.ts";
import type { RunEvent } from "../event.ts";
import { RunError } from "../run-error.ts";
import { folderName } from "./artifact-key.ts";

/** What a run began with, and goes on with. */
export interface RunInfo {
  readonly runId: string;
  readonly uid: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** The workflow's arguments, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly scheduledAt?: number;
  /** What was run, as it was named then. */
  readonly file?: string;
  /** Where steps ran that are no components. */
  readonly executor?: string;
  /** The cluster on which its resource steps work. */
  readonly cluster?: RunCluster;
  /** The Workflow of a cluster that was followed from here: nothing of it ran on this machine. */
  readonly remote?: RunCluster & { readonly workflow: string };
  /** Answers that were given beforehand. */
  readonly answers?: readonly string[];
  /** The step of another run that this one runs again, on the inputs that it had there. */
  readonly again?: { readonly runId: string; readonly node: string };
}

/** How a cluster is found again. */
export interface RunCluster {
  readonly context: string;
  readonly namespace: string;
  /** The kubeconfig's file, where it is another one than kubectl would take. */
  readonly kubeconfig?: string;
}

/** `taxi-retrain-20261123-031502-7f3a`: sorts by time, and two at once differ. */
export function newRunId(pipeline: string, time: number): string {
  const stamp = new Date(time).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 15);
  return `${folderName(pipeline)}-${stamp}-${randomBytes(2).toString("hex")}`;
}

export const newUid = (): string => randomUUID();

/** Makes the folder of a run, with its manifest and what it began with. @throws RunError when it can't be written */
export function makeRunFolder(folder: string, manifest: string, info: RunInfo): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeWhole(join(folder, "manifest.yaml"), manifest);
    writeWhole(join(folder, "run.json"), `${JSON.stringify(info, undefined, 2)}\n`);
    syncPath(folder);
    syncPath(dirname(folder));
  } catch (error) {
    throw notWritable(error as Error);
  }
}

/** What a run began with. @throws RunError when the folder is none of a run */
export function readRunInfo(folder: string): { readonly info: RunInfo; readonly manifest: string } {
  try {
    const info = JSON.parse(readFileSync(join(folder, "run.json"), "utf8")) as RunInfo;
    return { info, manifest: readFileSync(join(folder, "manifest.yaml"), "utf8") };
  } catch (error) {
    throw new RunError("run-not-found", `${folder} is no folder of a run: ${(error as Error).message}`);
  }
}

const notWritable = (error: Error): RunError =>
  new RunError(
    "run-folder-not-writable",
    `The folder of the run can't be written: ${error.message}`,
    "Make room or permission there, or run in another folder.",
  );

/** What a run has told so far; a last line that is not whole is taken away, since the next one would be written behind it. */
export function pastEvents(folder: string): readonly RunEvent[] {
  const path = join(folder, "events.jsonl");
  try {
    const bytes = readFileSync(path);
    const end = bytes.lastIndexOf("\n") + 1;
    if (end < bytes.length) truncateSync(path, end);
    return bytes.toString("utf8", 0, end).split("\n").flatMap(parsedEvent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** A line that a power cut or a full disk has spoiled tells nothing. */
function parsedEvent(line: string): readonly RunEvent[] {
  try {
    const event: unknown = line === "" ? undefined : JSON.parse(line);
    return typeof event === "object" && event !== null ? [event as RunEvent] : [];
  } catch {
    return [];
  }
}

/** The file of a run's events; a disk that fills up later does not stop the run, which has a journal for what must be kept. */
export class EventFile {
  readonly #file: number;

  /** @throws RunError when it can't be written */
  constructor(folder: string) {
    try {
      this.#file = openSync(join(folder, "events.jsonl"), "a");
    } catch (error) {
      throw notWritable(error as Error);
    }
  }

  write(event: RunEvent): void {
    try {
      appendFileSync(this.#file, `${JSON.stringify(event)}\n`);
    } catch {
      // the journal's problem is told
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
