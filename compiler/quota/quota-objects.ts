import { containerDefaults, type Demand } from "./pod-demand.ts";
import { bytesText } from "./quantity.ts";

/** A quota that one run of a pipeline fits into, and defaults for containers that say nothing: a quota refuses those. */
export function quotaObjects(pipeline: string, demand: Demand): readonly object[] {
  const labels = { "app.kubernetes.io/managed-by": "pipewright", "pipewright.dev/pipeline": pipeline };
  const metadata = { name: pipeline, labels };
  const { cpu, memory, memoryLimit } = containerDefaults;
  const limit = { type: "Container", defaultRequest: { cpu, memory }, default: { memory: memoryLimit } };
  const hard = Object.fromEntries([...demand].map(([name, amount]) => [name, amountText(name, amount)]));
  return [
    { apiVersion: "v1", kind: "LimitRange", metadata, spec: { limits: [limit] } },
    { apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard } },
  ];
}

function amountText(name: string, amount: number): string {
  if (name.endsWith("memory")) return bytesText(amount);
  if (name !== "requests.cpu") return String(Math.ceil(amount));
  return amount % 1000 === 0 ? String(amount / 1000) : `${Math.ceil(amount)}m`;
}
