import { nodeLabel } from "../../dsl/options/scheduling.ts";
import type { Device } from "../../dsl/profile.ts";
import { type FullProfile, generic } from "./generic.ts";
import { gpuWithLabel } from "./nvidia.ts";

/** The kinds by the labels of Amazon's machines; A100s of two sizes have one name, and are told apart by their memory in MiB. */
function kindsOf(group: string): Readonly<Record<string, Device>> {
  const named = (value: string) => gpuWithLabel(`${group}/instance-gpu-name`, value);
  const memory = nodeLabel(`${group}/instance-gpu-memory`);
  return {
    t4: named("t4"),
    v100: named("v100"),
    a10: named("a10g"),
    l4: named("l4"),
    l40s: named("l40s"),
    "a100-40": { ...named("a100"), nodeTerms: [memory.lt(50_000)] },
    "a100-80": { ...named("a100"), nodeTerms: [memory.gt(50_000)] },
    h100: named("h100"),
    h200: named("h200"),
  };
}

const spot = { label: "karpenter.sh/capacity-type", value: "spot" } as const;

/** Amazon's, with Karpenter: machines are made for the labels that a pod asks for. */
export const eksKarpenter: FullProfile = {
  ...generic,
  name: "eks-karpenter",
  kinds: kindsOf("karpenter.k8s.aws"),
  gpus: { memoryLabel: "karpenter.k8s.aws/instance-gpu-memory" },
  spot,
};

/** Amazon's Auto Mode: Karpenter under labels of its own; pods say that they want its machines. */
const autoMode = { "eks.amazonaws.com/compute-type": "auto" } as const;
const onAuto = (device: Device): Device => ({ ...device, nodeSelector: { ...autoMode, ...device.nodeSelector } });
export const eksAuto: FullProfile = {
  ...generic,
  name: "eks-auto",
  gpu: onAuto(generic.gpu),
  kinds: Object.fromEntries(Object.entries(kindsOf("eks.amazonaws.com")).map(([name, device]) => [name, onAuto(device)])),
  gpus: { memoryLabel: "eks.amazonaws.com/instance-gpu-memory" },
  spot,
};

/** Amazon's managed node groups: no labels of GPUs but those of the GPU feature discovery. */
export const eksNodegroup: FullProfile = {
  ...generic,
  name: "eks-nodegroup",
  spot: { label: "eks.amazonaws.com/capacityType", value: "SPOT" },
};
