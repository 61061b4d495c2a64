import type { Duration } from "../duration.ts";

/** What must hold of the last try for another one to follow. */
export type RetryCondition = { readonly kind: "retry-condition" } & RetryTest & {
    and(other: RetryCondition): RetryCondition;
    or(other: RetryCondition): RetryCondition;
  };

/** A test as data. */
export type RetryTest =
  | { readonly test: "exit-code"; readonly codes: readonly number[]; readonly isOneOf: boolean }
  | { readonly test: "status"; readonly status: "Failed" | "Error" }
  | { readonly test: "message"; readonly pattern: string }
  | { readonly test: "duration"; readonly seconds: number; readonly shorter: boolean }
  | { readonly test: "and" | "or"; readonly left: RetryCondition; readonly right: RetryCondition };

function condition(test: RetryTest): RetryCondition {
  const self: RetryCondition = Object.freeze({
    kind: "retry-condition",
    ...test,
    and: (other: RetryCondition) => condition({ test: "and", left: self, right: other }),
    or: (other: RetryCondition) => condition({ test: "or", left: self, right: other }),
  });
  return self;
}

const errored = condition({ test: "status", status: "Error" });

/**
 * How the last try ended, for the `when` of a retry. Nothing of it can be run as code, whatever a step's message says.
 *
 * ```ts
 * train({}).with({ retry: { limit: 3, when: lastTry.exitCode.in(75, 137, 143).or(lastTry.errored) } });
 * ```
 *
 * Becomes `expression: lastRetry.exitCode in ['75', '137', '143'] || lastRetry.status == 'Error'`.
 */
export const lastTry = Object.freeze({
  exitCode: Object.freeze({
    /** The program ended with one of these. */
    in: (...codes: readonly number[]) => condition({ test: "exit-code", codes, isOneOf: true }),
    /** It ended with none of these. */
    notIn: (...codes: readonly number[]) => condition({ test: "exit-code", codes, isOneOf: false }),
  }),
  /** The program itself failed. */
  failed: condition({ test: "status", status: "Failed" }),
  /** The cluster was at fault: a pod was deleted, an output could not be kept. */
  errored,
  /** The machine was taken away, or the pod was made to leave it: an error or a failure of Argo's, by who saw it first. */
  preempted: errored.or(condition({ test: "message", pattern: "(imminent node shutdown|pod deleted|[Pp]reempt)" })),
  message: Object.freeze({
    /** Argo's message about the try matches a regular expression (RE2). */
    matches: (pattern: string) => condition({ test: "message", pattern }),
  }),
  duration: Object.freeze({
    shorterThan: (time: Duration) => condition({ test: "duration", seconds: time.seconds, shorter: true }),
    longerThan: (time: Duration) => condition({ test: "duration", seconds: time.seconds, shorter: false }),
  }),
});
