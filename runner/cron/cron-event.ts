import type { CronRun } from "./cron-status.ts";

/** What a schedule says while it is carried out. Times are milliseconds since the epoch. */
export type CronEvent = CronBegan | CronStarted | CronSkipped | CronMissed | CronProblem | CronRunEnded | CronRemoved | CronEnded;

interface Happening {
  readonly time: number;
  /** When it will start something next; absent when never. */
  readonly next?: number;
}

/** Somebody looks after the schedule from now on. */
export interface CronBegan extends Happening {
  readonly type: "cron-began";
  readonly name: string;
  readonly zone: string;
  /** Runs that go on: their runner had ended before them. */
  readonly goesOn: readonly CronRun[];
}

export interface CronStarted extends Happening {
  readonly type: "cron-started";
  readonly run: CronRun;
  /** Whether it was missed and is made up for. */
  readonly isLate: boolean;
  /** The runs that are ended for it. */
  readonly replaces: readonly CronRun[];
}

export interface CronSkipped extends Happening {
  readonly type: "cron-skipped";
  readonly scheduledAt: number;
  readonly why: string;
}

/** Times went by while nobody looked, and are not made up for. */
export interface CronMissed extends Happening {
  readonly type: "cron-missed";
  readonly last: number;
  readonly count: number;
  readonly why: string;
}

export interface CronProblem extends Happening {
  readonly type: "cron-problem";
  readonly why: string;
}

export interface CronRunEnded extends Happening {
  readonly type: "cron-run-ended";
  readonly run: CronRun;
  readonly phase: string;
  readonly message: string;
  readonly seconds: number;
  /** Whether it was only interrupted, and goes on the next time. */
  readonly goesOn: boolean;
}

/** Old runs were removed: so many are kept as the limits of its history say. */
export interface CronRemoved extends Happening {
  readonly type: "cron-removed";
  readonly runIds: readonly string[];
}

export interface CronEnded extends Happening {
  readonly type: "cron-ended";
  readonly why: "stop-strategy" | "no-time-left" | "interrupted";
  readonly succeeded: number;
  readonly failed: number;
}
