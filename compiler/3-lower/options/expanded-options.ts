import { emptyDir } from "../../../dsl/options/volume.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import { spotOf, spotRetry } from "../../plan/spot.ts";
import type { FullProfile } from "../../profiles/profiles.ts";
import { cudaCachePath, isCuda } from "./gpu-environment.ts";
import { queueOptions } from "./queue.ts";

/** The options of a task with what the cluster's queues and GPUs want of them; a word of the author's own goes before. */
export function expandedOptions(
  options: TaskOptions,
  { profile, hasHarness }: { readonly profile: FullProfile; readonly hasHarness: boolean },
): TaskOptions {
  const gpu = options.resources?.gpu;
  const { queue } = options;
  if (gpu === undefined && (queue === undefined || queue === false)) return options;
  const spot = spotOf(options);
  const { runtimeClass, cudaCache } = profile.gpus;
  const ofQueue = queue === undefined || queue === false ? {} : queueOptions(queue, profile.queues);
  return {
    ...ofQueue,
    ...options,
    ...(ofQueue.labels && { labels: { ...ofQueue.labels, ...options.labels } }),
    ...(ofQueue.annotations && { annotations: { ...ofQueue.annotations, ...options.annotations } }),
    ...(spot && options.retry === undefined && { retry: spotRetry(spot) }),
    ...(gpu && runtimeClass !== undefined && options.runtimeClass === undefined && { runtimeClass }),
    ...(hasHarness && isCuda(gpu) && { mounts: { [cudaCachePath]: cudaCache ?? emptyDir({ size: "5Gi" }), ...options.mounts } }),
  };
}
