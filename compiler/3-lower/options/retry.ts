import type { RetryCondition } from "../../../dsl/options/last-try.ts";
import type { Retry } from "../../../dsl/options/retry.ts";
import type { RetryStrategy } from "../../argo/model.generated.ts";
import { constantExpression } from "../expression.ts";
import { goDuration } from "./seconds.ts";

const policies = {
  "on-failure": "OnFailure",
  "on-error": "OnError",
  "on-transient-error": "OnTransientError",
  always: "Always",
} as const;

/** The exit code of a component that was given something wrong: the next try would get the same. */
const inputFault = "66";

/** A retry as Argo's. A component is not tried again after a mistake in what it was given; what other programs' codes mean, nobody knows. */
export function lowerRetry(retry: number | Retry | undefined, hasHarness: boolean): { readonly retryStrategy?: RetryStrategy } {
  if (retry === undefined || retry === 0) return {};
  const { limit, policy = "always", when, backoff, anotherNode }: Retry = typeof retry === "number" ? { limit: retry } : retry;
  if (limit === 0) return {};
  const expression = when ? conditionText(when) : hasHarness ? `lastRetry.exitCode != '${inputFault}'` : undefined;
  return {
    retryStrategy: {
      limit: String(limit),
      retryPolicy: policies[policy],
      ...(expression !== undefined && { expression }),
      ...(backoff && {
        backoff: {
          duration: goDuration(backoff.duration),
          ...(backoff.factor !== undefined && { factor: String(backoff.factor) }),
          ...(backoff.cap !== undefined && { cap: goDuration(backoff.cap) }),
          ...(backoff.maxDuration !== undefined && { maxDuration: goDuration(backoff.maxDuration) }),
        },
      }),
      ...(anotherNode === true && { affinity: { nodeAntiAffinity: {} } }),
    },
  };
}

/** All of `lastRetry` is text: codes are compared as text, and lengths of time as the numbers that they always are. */
function conditionText(condition: RetryCondition): string {
  switch (condition.test) {
    case "exit-code": {
      const codes = `[${condition.codes.map((code) => `'${code}'`).join(", ")}]`;
      return `lastRetry.exitCode ${condition.isOneOf ? "in" : "not in"} ${codes}`;
    }
    case "status":
      return `lastRetry.status == '${condition.status}'`;
    case "message":
      return `lastRetry.message matches ${constantExpression(condition.pattern)}`;
    case "duration":
      return `asFloat(lastRetry.duration) ${condition.shorter ? "<" : ">"} ${condition.seconds}`;
    case "and":
    case "or":
      return `${operand(condition.left, condition.test)} ${condition.test === "and" ? "&&" : "||"} ${operand(condition.right, condition.test)}`;
  }
}

function operand(condition: RetryCondition, inside: "and" | "or"): string {
  const text = conditionText(condition);
  return (condition.test === "and" || condition.test === "or") && condition.test !== inside ? `(${text})` : text;
}
