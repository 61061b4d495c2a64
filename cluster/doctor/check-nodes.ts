import type { KubeClient } from "../kube-client.ts";
import { nodesOf } from "../plan/find-devices.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** Labels that tell which GPU a node has, by who sets them. */
const modelLabels = [
  "nvidia.com/gpu.product",
  "cloud.google.com/gke-accelerator",
  "eks.amazonaws.com/instance-gpu-name",
  "amd.com/gpu.product-name",
];

/** Which devices nodes have for pods. @throws ApiError */
export async function checkNodes(client: KubeClient): Promise<readonly Check[]> {
  const nodes = await nodesOf(client);
  if (nodes.length === 0)
    return [
      fail("Nodes", "the cluster has none: no pod can run", "Add one, or let an autoscaler add them when they are wanted."),
    ];
  const kinds = new Map<string, number>();
  for (const { devices, labels } of nodes)
    for (const [resource, count] of Object.entries(devices)) {
      if (count === 0 || !/gpu|mig-/.test(resource)) continue;
      const model = modelLabels.map((label) => labels[label]).find((one) => one !== undefined);
      const kind = `${resource}${model === undefined ? "" : ` (${model})`}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    }
  const ready = ok("Nodes", `${nodes.length} can be seen`);
  if (kinds.size > 0) return [ready, ok("GPUs", [...kinds].map(([kind, count]) => `${count} × ${kind}`).join(", "))];
  return [
    ready,
    warn(
      "GPUs",
      "no node has one",
      "Steps with a GPU wait until one has: look whether its device plugin is installed, or whether nodes are added.",
    ),
  ];
}
