import type { CronWorkflow } from "../../compiler/argo/model.generated.ts";
import { cronTimes } from "../../runner/cron/cron-times.ts";
import { wallClock } from "../../runner/cron/wall-clock.ts";

/** The next times at which a schedule starts runs. */
export interface NextTimes {
  readonly name: string;
  readonly zone: string;
  /** By the clocks of the zone: `2026-11-24 03:00:00`. */
  readonly times: readonly string[];
}

/**
 * The next times of a CronWorkflow, by the clocks of its zone; around changes of the clock as the controller finds them.
 * @throws RunError when the schedule can't be read
 */
export function nextTimes(cron: CronWorkflow, now: number, count = 5): NextTimes {
  const { zone, next } = cronTimes(cron);
  const { wallAt } = wallClock(zone);
  const times: string[] = [];
  for (let after = now; times.length < count; ) {
    const found = next.flatMap((one) => one(after) ?? []);
    if (found.length === 0) break;
    after = Math.min(...found);
    times.push(new Date(wallAt(after)).toISOString().slice(0, 19).replace("T", " "));
  }
  return { name: cron.metadata.name ?? "", zone, times };
}
