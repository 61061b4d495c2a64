import { durationSeconds } from "../../../dsl/duration.ts";
import type { PipelineOptions } from "../../../dsl/pipeline-options.ts";
import { pipelineDurationsOf } from "./durations-of.ts";

/** The seconds after which a run may be deleted; undefined when nothing deletes it. */
export function shortestTtl(options: PipelineOptions): number | undefined {
  const times = pipelineDurationsOf(options)
    .filter(([option]) => option.startsWith("ttl"))
    .flatMap(([, value]) => durationSeconds(value) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}
