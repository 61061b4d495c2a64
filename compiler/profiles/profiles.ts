import { nodeLabel } from "../../dsl/options/scheduling.ts";
import type { Device, Profile } from "../../dsl/profile.ts";
import { anyGpu, commonDevices, gpuTaint, gpuWithLabel } from "./nvidia.ts";

/** A profile with every part in place. */
export type FullProfile = Profile & Required<Pick<Profile, "models" | "devices" | "gpu">>;

const product = "nvidia.com/gpu.product";

/** A model by the products that the GPU feature discovery writes on nodes; shared and split ones are others. */
const discovered = (...products: readonly string[]): Device => ({ ...anyGpu, nodeTerms: [nodeLabel(product).in(...products)] });

/** What holds anywhere: NVIDIA's device plugin and its GPU feature discovery. */
const generic: FullProfile = {
  kind: "profile",
  name: "generic",
  gpu: anyGpu,
  models: {
    t4: discovered("Tesla-T4", "NVIDIA-T4"),
    v100: discovered("Tesla-V100-SXM2-16GB", "Tesla-V100-SXM2-32GB", "Tesla-V100-PCIE-16GB", "Tesla-V100-PCIE-32GB"),
    a10: discovered("NVIDIA-A10", "NVIDIA-A10G"),
    l4: discovered("NVIDIA-L4"),
    l40s: discovered("NVIDIA-L40S"),
    "a100-40": discovered("NVIDIA-A100-SXM4-40GB", "NVIDIA-A100-PCIE-40GB"),
    "a100-80": discovered("NVIDIA-A100-SXM4-80GB", "NVIDIA-A100-80GB-PCIe"),
    h100: discovered("NVIDIA-H100-80GB-HBM3", "NVIDIA-H100-PCIe", "NVIDIA-H100-NVL"),
    h200: discovered("NVIDIA-H200"),
  },
  devices: commonDevices,
};

/** A cluster in containers on one machine, as on a laptop or in a test: its nodes have no labels of a cloud. */
const kind: FullProfile = { ...generic, name: "kind" };

const accelerator = "cloud.google.com/gke-accelerator";

/** Google's: nodes are labelled by model, and GKE taints those that have GPUs. */
const gke: FullProfile = {
  ...generic,
  name: "gke",
  models: {
    t4: gpuWithLabel(accelerator, "nvidia-tesla-t4"),
    v100: gpuWithLabel(accelerator, "nvidia-tesla-v100"),
    l4: gpuWithLabel(accelerator, "nvidia-l4"),
    "a100-40": gpuWithLabel(accelerator, "nvidia-tesla-a100"),
    "a100-80": gpuWithLabel(accelerator, "nvidia-a100-80gb"),
    h100: gpuWithLabel(accelerator, "nvidia-h100-80gb"),
    h200: gpuWithLabel(accelerator, "nvidia-h200-141gb"),
  },
};

const instanceGpu = "karpenter.k8s.aws/instance-gpu-name";

/** Amazon's, with Karpenter: nodes are labelled by model. */
const eks: FullProfile = {
  ...generic,
  name: "eks",
  models: {
    t4: gpuWithLabel(instanceGpu, "t4"),
    v100: gpuWithLabel(instanceGpu, "v100"),
    a10: gpuWithLabel(instanceGpu, "a10g"),
    l4: gpuWithLabel(instanceGpu, "l4"),
    l40s: gpuWithLabel(instanceGpu, "l40s"),
    "a100-40": {
      ...gpuWithLabel(instanceGpu, "a100"),
      nodeTerms: [nodeLabel("karpenter.k8s.aws/instance-gpu-memory").lt(50_000)],
    },
    "a100-80": {
      ...gpuWithLabel(instanceGpu, "a100"),
      nodeTerms: [nodeLabel("karpenter.k8s.aws/instance-gpu-memory").gt(50_000)],
    },
    h100: gpuWithLabel(instanceGpu, "h100"),
    h200: gpuWithLabel(instanceGpu, "h200"),
  },
};

/** Microsoft's: nodes say the vendor alone, so models come from the GPU feature discovery; GPU pools are often tainted `sku=gpu`. */
const aksTaint = { key: "sku", value: "gpu", effect: "no-schedule" } as const;
const onAks = (device: Device): Device => ({ ...device, tolerations: [gpuTaint, aksTaint] });
const aks: FullProfile = {
  ...generic,
  name: "aks",
  gpu: onAks({ ...anyGpu, nodeSelector: { "kubernetes.azure.com/accelerator": "nvidia" } }),
  models: Object.fromEntries(Object.entries(generic.models).map(([name, device]) => [name, onAks(device)])),
};

/** The clusters that Pipewright knows. */
export const profiles: Readonly<Record<string, FullProfile>> = { generic, kind, gke, eks, aks };

/** What is compiled for when nobody says. */
export const defaultProfile: FullProfile = generic;
