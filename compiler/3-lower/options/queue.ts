import type { Queue } from "../../../dsl/options/queue.ts";
import type { QueueSystem } from "../../../dsl/profile.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";

type QueueOptions = Pick<TaskOptions, "labels" | "annotations" | "scheduler" | "priorityClass">;

/** How a pod says in which queue it waits. */
export function queueOptions(given: string | Queue, system: QueueSystem): QueueOptions {
  const { name, priority }: Queue = typeof given === "string" ? { name: given } : given;
  const ofPod = priority === undefined ? {} : { priorityClass: priority };
  switch (system) {
    case "kueue":
      return {
        labels: {
          "kueue.x-k8s.io/queue-name": name,
          ...(priority !== undefined && { "kueue.x-k8s.io/priority-class": priority }),
        },
      };
    case "volcano":
      return { scheduler: "volcano", annotations: { "scheduling.volcano.sh/queue-name": name }, ...ofPod };
    case "kai":
      return { scheduler: "kai-scheduler", labels: { "kai.scheduler/queue": name }, ...ofPod };
  }
}
