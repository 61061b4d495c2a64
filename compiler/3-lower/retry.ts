import { type Duration, durationSeconds } from "../../dsl/duration.ts";
import type { Retry } from "../../dsl/task-options.ts";
import type { RetryStrategy } from "../argo/model.generated.ts";

const policies = { "on-failure": "OnFailure", "on-error": "OnError", always: "Always" } as const;

/** The exit code of a component that was given something wrong: the next try would get the same. */
const inputFault = "66";

/** A retry as Argo's, which tries everything again but a mistake in what the step was given. */
export function lowerRetry(retry: number | Retry): RetryStrategy {
  const { limit, policy = "always", backoff }: Retry = typeof retry === "number" ? { limit: retry } : retry;
  return {
    limit: String(limit),
    retryPolicy: policies[policy],
    expression: `lastRetry.exitCode != '${inputFault}'`,
    ...(backoff && {
      backoff: {
        duration: goDuration(backoff.duration),
        ...(backoff.factor !== undefined && { factor: String(backoff.factor) }),
        ...(backoff.cap !== undefined && { cap: goDuration(backoff.cap) }),
      },
    }),
  };
}

/** Go reads no days, and a duration without a unit as seconds. */
const goDuration = (value: Duration | string): string => `${durationSeconds(value)}s`;
