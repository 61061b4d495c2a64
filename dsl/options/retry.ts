import type { Duration } from "../duration.ts";
import type { RetryCondition } from "./last-try.ts";

/** When a failed step is tried again. */
export interface Retry {
  /** How many more times after the first try. */
  readonly limit: number;
  /** What counts: a failure of the program, an error of the cluster, or both (the default). */
  readonly policy?: "on-failure" | "on-error" | "on-transient-error" | "always";
  /** Looks at the last try: another one follows only when it holds. Without it: unless the step was given something wrong. */
  readonly when?: RetryCondition;
  readonly backoff?: Backoff;
  /** Whether the next try may not run on the node of the last one. */
  readonly anotherNode?: boolean;
}

/** How long to wait before the next try: `duration * factor^(n - 1)`, at most `cap`. */
export interface Backoff {
  readonly duration: Duration | string;
  readonly factor?: number;
  readonly cap?: Duration | string;
  /** No further try begins when so much time has gone since the first. */
  readonly maxDuration?: Duration | string;
}
