import { type Duration, durationSeconds } from "../../../dsl/duration.ts";

/** A checked length of time in whole seconds, rounded up: never shorter than it was said. */
export const wholeSeconds = (value: Duration | string): number => Math.ceil(durationSeconds(value)!);

/** As Go reads it: no days, and nothing without a unit. */
export const goDuration = (value: Duration | string): string => `${durationSeconds(value)}s`;
