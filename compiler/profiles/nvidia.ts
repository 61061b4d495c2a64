import type { Device } from "../../dsl/profile.ts";

/** Every cluster's GPU nodes have this taint, with differing values: so any value is tolerated. */
export const gpuTaint = { key: "nvidia.com/gpu", effect: "no-schedule" } as const;

/** Any NVIDIA GPU. */
export const anyGpu: Device = { resource: "nvidia.com/gpu", tolerations: [gpuTaint] };

/** NVIDIA GPUs of one model, by the label that a cluster's nodes have. */
export const gpuWithLabel = (key: string, value: string): Device => ({ ...anyGpu, nodeSelector: { [key]: value } });

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

/** Slices of an NVIDIA GPU that is split in hardware: slices of compute and gibibytes of memory. */
export const migProfile = /^[1-7]g\.\d{1,3}gb(\.me)?$/;

/** The resource of such a slice, where the cluster's GPU operator has the strategy `mixed`. */
export const migResource = (mig: string): string => `nvidia.com/mig-${mig}`;
