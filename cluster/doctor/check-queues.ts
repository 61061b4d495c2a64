import type { KubeClient } from "../kube-client.ts";
import { listObjects } from "../list-objects.ts";
import type { ResourceKinds } from "../resource-kinds.ts";
import { type Check, ok, warn } from "./check.ts";

/** Whether Kueue is there, and which of its queues the namespace has. @throws ApiError */
export async function checkQueues(client: KubeClient, kinds: ResourceKinds, namespace: string): Promise<readonly Check[]> {
  const kind =
    (await kinds.byKind("kueue.x-k8s.io/v1beta2", "LocalQueue")) ?? (await kinds.byKind("kueue.x-k8s.io/v1beta1", "LocalQueue"));
  if (kind === undefined) return [ok("Queues", "Kueue is not installed; steps that name a queue would run at once")];
  const queues = await listObjects(client, kind, { namespace });
  const names = queues.map(({ metadata }) => metadata.name ?? "");
  return names.length > 0
    ? [ok("Queues", `Kueue, with ${names.join(", ")}`)]
    : [
        warn(
          "Queues",
          `Kueue is there, and namespace ${namespace} has no LocalQueue`,
          "pipewright init --cluster --queue NAME writes one.",
        ),
      ];
}
