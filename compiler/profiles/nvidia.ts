import { nodeLabel } from "../../dsl/options/scheduling.ts";
import type { Device, GpuFacts } from "../../dsl/profile.ts";
import { gibibytes } from "../../dsl/size.ts";

/** Every cluster's GPU nodes have this taint, with differing values: so any value is tolerated. */
export const gpuTaint = { key: "nvidia.com/gpu", effect: "no-schedule" } as const;

/** Any NVIDIA GPU. */
export const anyGpu: Device = { resource: "nvidia.com/gpu", tolerations: [gpuTaint] };

/** NVIDIA GPUs of one kind, by the label that a cluster's nodes have; `memory` in GiB where no other label tells it. */
export const gpuWithLabel = (key: string, value: string, memory?: number): Device => ({
  ...anyGpu,
  nodeSelector: { [key]: value },
  ...(memory !== undefined && { memory: gibibytes(memory) }),
});

const product = "nvidia.com/gpu.product";

/** A kind by the products that the GPU feature discovery writes on nodes; those of shared GPUs have a suffix. */
const discovered = (...products: readonly string[]): Device => ({
  ...anyGpu,
  nodeTerms: [nodeLabel(product).in(...products)],
});

/** The kinds as NVIDIA's GPU feature discovery tells them. */
export const discoveredKinds: Readonly<Record<string, Device>> = {
  t4: discovered("Tesla-T4", "NVIDIA-T4"),
  v100: discovered("Tesla-V100-SXM2-16GB", "Tesla-V100-SXM2-32GB", "Tesla-V100-PCIE-16GB", "Tesla-V100-PCIE-32GB"),
  a10: discovered("NVIDIA-A10", "NVIDIA-A10G"),
  l4: discovered("NVIDIA-L4"),
  l40s: discovered("NVIDIA-L40S"),
  "a100-40": discovered("NVIDIA-A100-SXM4-40GB", "NVIDIA-A100-PCIE-40GB"),
  "a100-80": discovered("NVIDIA-A100-SXM4-80GB", "NVIDIA-A100-80GB-PCIe"),
  h100: discovered("NVIDIA-H100-80GB-HBM3", "NVIDIA-H100-PCIe", "NVIDIA-H100-NVL"),
  h200: discovered("NVIDIA-H200"),
};

/** Everything else that it tells. */
export const discoveredFacts: GpuFacts = {
  productLabel: product,
  memoryLabel: "nvidia.com/gpu.memory",
  computeMajorLabel: "nvidia.com/gpu.compute.major",
  shared: { label: "nvidia.com/gpu.sharing-strategy", timeSlicing: "time-slicing", mps: "mps" },
};

/** Devices of the common plugins: what a cluster can give out besides `nvidia.com/gpu`. */
export const commonDevices: readonly string[] = [
  "nvidia.com/gpu",
  "nvidia.com/gpu.shared",
  "amd.com/gpu",
  "gpu.intel.com/i915",
  "gpu.intel.com/xe",
  "habana.ai/gaudi",
  "aws.amazon.com/neuron",
  "aws.amazon.com/neuroncore",
  "aws.amazon.com/neurondevice",
  "google.com/tpu",
  "vpc.amazonaws.com/efa",
  "rdma/hca",
];

/** GPUs of other makers, as their plugins give them out. */
export const otherVendors = {
  amd: { resource: "amd.com/gpu", tolerations: [{ key: "amd.com/gpu", effect: "no-schedule" }] },
  intel: { resource: "gpu.intel.com/i915" },
} as const satisfies Readonly<Record<string, Device>>;

/** Slices of an NVIDIA GPU that is split in hardware: slices of compute and gibibytes of memory. */
export const migProfile = /^[1-7]g\.\d{1,3}gb(\.me)?$/;

/** The resource of such a slice, where the cluster's GPU operator has the strategy `mixed`. */
export const migResource = (mig: string): string => `nvidia.com/mig-${mig}`;
