import { appendFileSync, closeSync, openSync } from "node:fs";
import type { RunEvent } from "../runner/event.ts";
import type { LiveRecord } from "../runner/record/live-record.ts";
import { OpenLineage } from "../runner/record/open-lineage.ts";
import { recordOf } from "../runner/record/sync-record.ts";
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Writes a run into the project's record, beside whatever else listens to it. */
export interface RunRecorder {
  readonly onEvent: (event: RunEvent) => void;
  /** Is told of the past of a run that goes on. */
  readonly onPast: (event: RunEvent) => void;
  /** Writes the rest; what kept it from that is said on standard error. */
  readonly end: () => Promise<void>;
}

/** What the record needs is loaded while the run's first step works. */
export function runRecorder(project: string): RunRecorder {
  const problems: string[] = [];
  const waiting: RunEvent[] = [];
  let record: LiveRecord | undefined;
  const loaded = import("../runner/record/live-record.ts").then(({ liveRecord }) => {
    record = liveRecord(recordOf(project).file, (problem) => problems.push(problem));
    for (const event of waiting) record.onEvent(event);
  });
  const onEvent = (event: RunEvent): void => {
    if (record === undefined) waiting.push(event);
    else record.onEvent(event);
  };
  return {
    onEvent,
    onPast: onEvent,
    end: async () => {
      await loaded;
      await record?.end();
      for (const problem of problems) process.stderr.write(`pipewright: ${problem}\n`);
    },
  };
}

/**
 * Writes a run as OpenLineage's events into a file, a line each, behind what is there.
 * @throws UsageError when the file can't be written
 */
export function openLineageFile(path: string): RunRecorder {
  let file: number | undefined;
  try {
    file = openSync(path, "a");
  } catch (error) {
    throw new UsageError(`--openlineage ${path} can't be written: ${(error as Error).message}.`);
  }
  const lineage = new OpenLineage(version);
  let problem: string | undefined;
  return {
    onPast: (event) => void lineage.add(event),
    onEvent: (event) => {
      const lines = lineage.add(event).map((one) => `${JSON.stringify(one)}\n`);
      if (file === undefined || lines.length === 0 || problem !== undefined) return;
      try {
        appendFileSync(file, lines.join(""));
      } catch (error) {
        problem = `${path} can't be written any more: ${(error as Error).message}. The run goes on.`;
      }
    },
    end: async () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
      if (problem !== undefined) process.stderr.write(`pipewright: ${problem}\n`);
    },
  };
}
