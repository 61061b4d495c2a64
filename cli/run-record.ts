import type { RunEvent } from "../runner/event.ts";
import { recordOf } from "../runner/record/sync-record.ts";

/** Writes a run into the project's record, beside whatever else listens to it. */
export interface RunRecorder {
  /** Is told of everything; of a run that goes on also of its past. */
  readonly onEvent: (event: RunEvent) => void;
  /** Writes the rest; what kept it from that is said on standard error. */
  readonly end: () => Promise<void>;
}

/** What the record needs is loaded while the run's first step works. */
export function runRecorder(project: string): RunRecorder {
  const problems: string[] = [];
  const waiting: RunEvent[] = [];
  let record: RunRecorder | undefined;
  const loaded = import("../runner/record/live-record.ts").then(({ liveRecord }) => {
    record = liveRecord(recordOf(project).file, (problem) => problems.push(problem));
    for (const event of waiting) record.onEvent(event);
  });
  return {
    onEvent: (event) => {
      if (record === undefined) waiting.push(event);
      else record.onEvent(event);
    },
    end: async () => {
      await loaded;
      await record?.end();
      for (const problem of problems) process.stderr.write(`pipewright: ${problem}\n`);
    },
  };
}
