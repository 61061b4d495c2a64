import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { RunError } from "../run-error.ts";
import type { CronStatus } from "./cron-status.ts";
import { nextTime } from "./next-time.ts";
import { parseSchedule } from "./parse-schedule.ts";
import type { Schedule } from "./schedule.ts";

/** The zone of a schedule that names none: the controller's own, which is that of its image. */
const controllerZone = "UTC";

/** The schedules of a CronWorkflow, each with its zone. */
export interface CronTimes {
  readonly zone: string;
  /** For each schedule the first time after a time; undefined when it has none. */
  readonly next: readonly ((after: number) => number | undefined)[];
  /** Tells these schedules from others. */
  readonly text: string;
}

/** @throws RunError when the controller could not read them */
export function cronTimes({ spec }: CronWorkflow): CronTimes {
  const { schedules, timezone } = spec;
  const zone = timezone || controllerZone;
  const next = schedules.map((text) => {
    const schedule = scheduleOf(text);
    return (after: number) => nextTime(schedule, after, zone);
  });
  return { zone, next, text: schedules.map((schedule) => `${zone} ${schedule}`).join(",") };
}

function scheduleOf(text: string): Schedule {
  const read = parseSchedule(text);
  if ("problem" in read) throw new RunError("schedule-unreadable", `The schedule "${text}" can't be read: ${read.problem}.`);
  return read;
}

/** What was not started in time. */
export interface MissedStart {
  /** The latest time of the schedule. */
  readonly last: number;
  /** How many there were; counting ends at a thousand. */
  readonly count: number;
  /** Whether `startingDeadlineSeconds` lets the latest be made up for. */
  readonly isInTime: boolean;
}

const mostCounted = 1000;

/**
 * What of a CronWorkflow's times went by since a time and was not started. Of several only the latest is ever made up for.
 *
 * @returns undefined when nothing was missed
 */
export function missedStart({ spec }: CronWorkflow, times: CronTimes, since: number, now: number): MissedStart | undefined {
  const deadline = (spec.startingDeadlineSeconds ?? 0) * 1000;
  const missed = times.next.map((next) => passed(next, since, now));
  const count = missed.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return undefined;
  const inTime = missed.find(({ last }) => last !== undefined && now < last + deadline);
  return {
    last: inTime?.last ?? Math.max(...missed.map(({ last = 0 }) => last)),
    count,
    isInTime: inTime !== undefined,
  };
}

function passed(
  next: (after: number) => number | undefined,
  since: number,
  now: number,
): { readonly last?: number; readonly count: number } {
  let last: number | undefined;
  let count = 0;
  for (let time = next(since); time !== undefined && time < now; time = next(time)) {
    last = time;
    if (count < mostCounted) count++;
    else time = Math.max(time, now - lookBack); // of months with a start each minute only the end counts
  }
  return { ...(last !== undefined && { last }), count };
}

/** Long enough for a start to be in it when there were a thousand before: those are at most days apart. */
const lookBack = 86_400_000;

/** Whether a status is of these schedules: when they have changed since, nothing is made up for. */
export const hasSameSchedules = (status: CronStatus, times: CronTimes): boolean => status.schedules === times.text;
