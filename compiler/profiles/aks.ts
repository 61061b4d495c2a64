import type { Device } from "../../dsl/profile.ts";
import { type FullProfile, generic } from "./generic.ts";
import { anyGpu, discoveredKinds, gpuTaint } from "./nvidia.ts";

const poolTaint = { key: "sku", value: "gpu", effect: "no-schedule" } as const;
const onAks = (device: Device): Device => ({ ...device, tolerations: [gpuTaint, poolTaint] });
const spot = { label: "kubernetes.azure.com/scalesetpriority", value: "spot" } as const;

/** Microsoft's: nodes say the vendor alone, so kinds come from the GPU feature discovery; GPU pools are often tainted `sku=gpu`. */
export const aks: FullProfile = {
  ...generic,
  name: "aks",
  gpu: onAks({ ...anyGpu, nodeSelector: { "kubernetes.azure.com/accelerator": "nvidia" } }),
  kinds: Object.fromEntries(Object.entries(discoveredKinds).map(([name, device]) => [name, onAks(device)])),
  spot: { ...spot, tolerations: [{ key: spot.label, value: spot.value, effect: "no-schedule" }] },
};
