import { type FullProfile, generic } from "./generic.ts";
import { gpuWithLabel } from "./nvidia.ts";

const accelerator = "cloud.google.com/gke-accelerator";
const spot = { label: "cloud.google.com/gke-spot", value: "true" } as const;

/** Google's: nodes are labelled by kind, and GKE taints those that have GPUs. Memory is told by the kind. */
export const gke: FullProfile = {
  ...generic,
  name: "gke",
  kinds: {
    t4: gpuWithLabel(accelerator, "nvidia-tesla-t4", 16),
    v100: gpuWithLabel(accelerator, "nvidia-tesla-v100", 16),
    l4: gpuWithLabel(accelerator, "nvidia-l4", 24),
    "a100-40": gpuWithLabel(accelerator, "nvidia-tesla-a100", 40),
    "a100-80": gpuWithLabel(accelerator, "nvidia-a100-80gb", 80),
    h100: gpuWithLabel(accelerator, "nvidia-h100-80gb", 80),
    h200: gpuWithLabel(accelerator, "nvidia-h200-141gb", 141),
  },
  gpus: {
    sliceLabel: "cloud.google.com/gke-gpu-partition-size",
    shared: { label: "cloud.google.com/gke-gpu-sharing-strategy", timeSlicing: "time-sharing", mps: "mps" },
  },
  spot: { ...spot, tolerations: [{ key: spot.label, value: spot.value, effect: "no-schedule" }] },
};
