import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { syncPath } from "../../util/sync-path.ts";
import { writeWhole } from "../../util/write-whole.ts";
import { RunError } from "../run-error.ts";

/** A run that a schedule has started. */
export interface CronRun {
  readonly runId: string;
  /** The Workflow's name. */
  readonly workflow: string;
  readonly scheduledAt: number;
}

/** A run of a schedule that has ended and whose folder was not removed yet. */
export interface EndedCronRun extends CronRun {
  readonly succeeded: boolean;
  readonly endedAt: number;
}

/** What is known of a CronWorkflow from one start to the next, as in its `status` on a cluster. */
export interface CronStatus {
  /** The time for which it was last started. */
  readonly lastScheduledAt?: number;
  /** The schedules by which it was: when they have changed nothing is made up for. */
  readonly schedules: string;
  readonly succeeded: number;
  readonly failed: number;
  /** Whether its stop strategy has ended it for good. */
  readonly isStopped: boolean;
  readonly active: readonly CronRun[];
  /** The oldest first. */
  readonly ended: readonly EndedCronRun[];
}

export const newStatus: CronStatus = Object.freeze({
  schedules: "",
  succeeded: 0,
  failed: 0,
  isStopped: false,
  active: [],
  ended: [],
});

/** Where a status is kept. */
export interface CronStore {
  readonly load: () => CronStatus;
  /** @throws Error when it can't be written; then it is as it was */
  readonly save: (status: CronStatus) => void;
}

/** Keeps a status in a file of a folder, whole at any time. */
export function cronStore(folder: string): CronStore {
  const path = join(folder, "status.json");
  return {
    load: () => readStatus(path),
    save: (status) => {
      mkdirSync(folder, { recursive: true });
      writeWhole(path, `${JSON.stringify(status, undefined, 2)}\n`);
      syncPath(folder);
    },
  };
}

function readStatus(path: string): CronStatus {
  try {
    return { ...newStatus, ...(JSON.parse(readFileSync(path, "utf8")) as Partial<CronStatus>) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return newStatus;
    throw new RunError(
      "schedule-status-unreadable",
      `What is known of this schedule can't be read: ${path}: ${(error as Error).message}`,
      "Remove the file: the schedule begins anew, and counts from nothing.",
    );
  }
}
