import { parseSchedule } from "../cron/parse-schedule.ts";

/**
 * Why the controller's reader of schedules, robfig/cron, does not take one, in its words.
 *
 * @example cronScheduleProblem("0 0 1 1 7") // => "end of range (7) above maximum (6): 7"
 */
export function cronScheduleProblem(schedule: string): string | undefined {
  const read = parseSchedule(schedule);
  return "problem" in read ? read.problem : undefined;
}
