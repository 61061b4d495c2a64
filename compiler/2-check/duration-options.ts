import type { Duration } from "../../dsl/duration.ts";
import type { TaskOptions } from "../../dsl/task-options.ts";

/** The options of a task that are lengths of time, by the words that the author writes. */
export function durationOptions({ timeout, retry }: TaskOptions): readonly (readonly [string, Duration | string])[] {
  const backoff = typeof retry === "object" ? retry.backoff : undefined;
  const times = { timeout, "retry.backoff.duration": backoff?.duration, "retry.backoff.cap": backoff?.cap };
  return Object.entries(times).filter((entry): entry is [string, Duration | string] => entry[1] !== undefined);
}
