import type { Device } from "../../../dsl/profile.ts";
import type { Gpu } from "../../../dsl/resources.ts";
import { migResource } from "../../profiles/nvidia.ts";
import type { FullProfile } from "../../profiles/profiles.ts";

/** What the cluster of a profile gives for a request of GPUs. */
export function deviceOf(gpu: Gpu, profile: FullProfile): Device {
  const device = gpu.model === undefined ? profile.gpu : (profile.models[gpu.model] ?? profile.gpu);
  return gpu.mig === undefined ? device : { ...device, resource: migResource(gpu.mig) };
}
