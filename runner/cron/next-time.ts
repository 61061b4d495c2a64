import type { FieldSchedule, Schedule } from "./schedule.ts";
import { type WallClock, wallClock } from "./wall-clock.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** After so many years without a fitting day it counts as never. */
const patience = 5;

/**
 * The first time of a schedule after a time, as robfig/cron finds it, around changes of the clock too.
 *
 * @param after milliseconds since the epoch
 * @param zone a time zone's name: the schedule is about its walls
 * @returns undefined when the schedule has no further time: `0 0 30 2 *`
 * @example nextTime(parseSchedule("30 2 * * *"), Date.UTC(2026, 2, 28, 12), "Europe/Berlin") // 2026-03-30T00:30Z: the 29th has no 2:30
 */
export function nextTime(schedule: Schedule, after: number, zone = "UTC"): number | undefined {
  const begun = Math.floor(after / second) * second;
  if (schedule.kind === "interval") return begun + schedule.seconds * second;
  const clock = wallClock(zone);
  return firstFitting(unitsOf(schedule, clock), begun + second, clock);
}

/** A unit of the calendar, from the largest to the smallest: how to come to the next one that fits. */
interface Unit {
  readonly fits: (wall: Date) => boolean;
  /** The begin of the unit that a time lies in: what is smaller does not count any more. */
  readonly begin: (time: number) => number;
  readonly next: (time: number) => number;
  /** Whether a next one belongs to a next larger unit, which has to fit then. */
  readonly isFirst: (wall: Date) => boolean;
}

function firstFitting(units: readonly Unit[], from: number, { wallAt }: WallClock): number | undefined {
  const wallOf = (time: number): Date => new Date(wallAt(time));
  const lastYear = wallOf(from).getUTCFullYear() + patience;
  let time = from;
  let hasMoved = false;
  again: while (wallOf(time).getUTCFullYear() <= lastYear) {
    for (const { fits, begin, next, isFirst } of units)
      while (!fits(wallOf(time))) {
        time = next(hasMoved ? time : begin(time));
        hasMoved = true;
        if (isFirst(wallOf(time))) continue again;
      }
    return time;
  }
  return undefined;
}

function unitsOf(schedule: FieldSchedule, { wallAt, instantOf }: WallClock): readonly Unit[] {
  const { months, hours, minutes } = schedule;
  const wallParts = (time: number): readonly [number, number, number, number] => {
    const wall = new Date(wallAt(time));
    return [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), wall.getUTCHours()];
  };
  const onWall = (...parts: Parameters<typeof Date.UTC>): number => instantOf(Date.UTC(...parts));
  const moved = (time: number, inMonths: number, days: number): number => {
    const wall = new Date(wallAt(time));
    wall.setUTCMonth(wall.getUTCMonth() + inMonths, wall.getUTCDate() + days);
    return instantOf(wall.getTime());
  };
  return [
    {
      fits: (wall) => months.has(wall.getUTCMonth() + 1),
      begin: (time) => onWall(wallParts(time)[0], wallParts(time)[1]),
      next: (time) => moved(time, 1, 0),
      isFirst: (wall) => wall.getUTCMonth() === 0,
    },
    {
      fits: (wall) => fitsDay(schedule, wall),
      begin: (time) => onWall(...(wallParts(time).slice(0, 3) as [number, number, number])),
      next: (time) => toMidnight(nextDay(time, moved(time, 0, 1)), wallAt),
      isFirst: (wall) => wall.getUTCDate() === 1,
    },
    {
      fits: (wall) => hours.has(wall.getUTCHours()),
      begin: (time) => onWall(...wallParts(time)),
      next: (time) => time + hour,
      isFirst: (wall) => wall.getUTCHours() === 0,
    },
    {
      fits: (wall) => minutes.has(wall.getUTCMinutes()),
      begin: (time) => Math.floor(time / minute) * minute,
      next: (time) => time + minute,
      isFirst: (wall) => wall.getUTCMinutes() === 0,
    },
    {
      fits: (wall) => wall.getUTCSeconds() === 0,
      begin: (time) => time,
      next: (time) => time + second,
      isFirst: (wall) => wall.getUTCSeconds() === 0,
    },
  ];
}

function fitsDay({ monthDays, weekDays, mustFitBothDays }: FieldSchedule, wall: Date): boolean {
  const ofMonth = monthDays.has(wall.getUTCDate());
  const ofWeek = weekDays.has(wall.getUTCDay());
  return mustFitBothDays ? ofMonth && ofWeek : ofMonth || ofWeek;
}

/** A day that a zone leaves out on its way over the date line leads nowhere: robfig/cron never comes back from it. */
const nextDay = (time: number, found: number): number => (found > time ? found : time + 24 * hour);

/** Where midnight is skipped a day begins at one, or the day before has ended at eleven. */
function toMidnight(time: number, wallAt: (time: number) => number): number {
  const hours = new Date(wallAt(time)).getUTCHours();
  if (hours === 0) return time;
  return hours > 12 ? time + (24 - hours) * hour : time - hours * hour;
}
