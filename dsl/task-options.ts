import type { Duration } from "./duration.ts";
import type { Resources } from "./resources.ts";

/** When a failed step is tried again. */
export interface Retry {
  /** How many more times after the first try. */
  readonly limit: number;
  /** What counts: a failure of the program, an error of the cluster, or both (the default). */
  readonly policy?: "on-failure" | "on-error" | "always";
  /** How long to wait before the next try: `duration * factor^(n - 1)`, at most `cap`. */
  readonly backoff?: { readonly duration: Duration | string; readonly factor?: number; readonly cap?: Duration | string };
}

/** How one task of a pipeline runs. */
export interface TaskOptions {
  readonly resources?: Resources;
  /** A number is a limit. */
  readonly retry?: number | Retry;
  /** How long one try may run: `hours(6)` or `"6h"`. */
  readonly timeout?: Duration | string;
  /** Environment variables, as constants. */
  readonly env?: Readonly<Record<string, string>>;
  /** What people read in the progress, the report and Argo's UI. */
  readonly displayName?: string;
}
