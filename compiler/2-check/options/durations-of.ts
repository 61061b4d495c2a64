import type { Duration } from "../../../dsl/duration.ts";
import type { PipelineOptions } from "../../../dsl/pipeline-options.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";

/** A length of time, and the option that it stands in. */
export type NamedDuration = readonly [option: string, value: Duration | string];

type Given = Readonly<Record<string, Duration | string | false | undefined>>;

const present = (given: Given): readonly NamedDuration[] =>
  Object.entries(given).filter((entry): entry is [string, Duration | string] => entry[1] !== undefined && entry[1] !== false);

/** Every length of time among the options of tasks. */
export function durationsOf({ timeout, pendingTimeout, terminationGrace, retry, cache }: TaskOptions): readonly NamedDuration[] {
  const backoff = typeof retry === "object" ? retry.backoff : undefined;
  return present({
    timeout,
    pendingTimeout,
    terminationGrace,
    "retry.backoff.duration": backoff?.duration,
    "retry.backoff.cap": backoff?.cap,
    "retry.backoff.maxDuration": backoff?.maxDuration,
    "cache.maxAge": cache === false ? undefined : cache?.maxAge,
  });
}

/** Every length of time among the options of a pipeline. */
export function pipelineDurationsOf({ deadline, ttl, podGc }: PipelineOptions): readonly NamedDuration[] {
  const parts = typeof ttl === "object" && !("kind" in ttl) ? ttl : undefined;
  return present({
    deadline,
    ttl: parts === undefined ? (ttl as Duration | string | undefined) : undefined,
    "ttl.afterCompletion": parts?.afterCompletion,
    "ttl.afterSuccess": parts?.afterSuccess,
    "ttl.afterFailure": parts?.afterFailure,
    "podGc.delay": typeof podGc === "object" ? podGc.delay : undefined,
  });
}
