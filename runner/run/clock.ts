import { longTimeout } from "../../util/long-timeout.ts";

/** The time, and what is to happen at one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** @returns a function that takes it back */
  readonly at: (time: number, callback: () => void) => () => void;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: Date.now,
  at: (time, callback) => longTimeout(callback, Math.max(0, time - Date.now())),
};
