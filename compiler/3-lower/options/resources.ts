import type { Resources, Share } from "../../../dsl/resources.ts";
import type { ResourceRequirements } from "../../argo/model.generated.ts";
import type { FullProfile } from "../../profiles/profiles.ts";
import { claimName } from "./device-claims.ts";
import { deviceOf } from "./devices.ts";
import { cpuQuantity, sizeQuantity } from "./quantity.ts";

/** What a container asks for. A plain amount of memory is its limit too; a plain number of cores is not. */
export function lowerResources(
  resources: Resources | undefined,
  profile: FullProfile,
): { readonly resources?: ResourceRequirements } {
  if (resources === undefined) return {};
  const { cpu, memory, ephemeralStorage, gpu, devices } = resources;
  const requests: Record<string, string> = {};
  const limits: Record<string, string> = {};
  const set = <T>(name: string, share: Share<T>, text: (value: T) => string): void => {
    if (share.request !== undefined) requests[name] = text(share.request);
    if (share.limit !== undefined) limits[name] = text(share.limit);
  };
  if (cpu !== undefined) set("cpu", isShare(cpu) ? cpu : { request: cpu }, cpuQuantity);
  if (memory !== undefined) set("memory", isShare(memory) ? memory : { request: memory, limit: memory }, sizeQuantity);
  if (ephemeralStorage !== undefined) {
    const share = isShare(ephemeralStorage) ? ephemeralStorage : { request: ephemeralStorage, limit: ephemeralStorage };
    set("ephemeral-storage", share, sizeQuantity);
  }
  // Devices are given out whole: a limit is a request of as many.
  const claims = gpu?.wants.claim === undefined ? [] : [{ name: claimName }];
  if (gpu !== undefined && claims.length === 0) limits[deviceOf(gpu, profile).resource] = String(gpu.count);
  for (const [name, count] of Object.entries(devices ?? {})) limits[name] = String(count);
  const lowered = {
    ...(Object.keys(requests).length > 0 && { requests }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(claims.length > 0 && { claims }),
  };
  return Object.keys(lowered).length === 0 ? {} : { resources: lowered };
}

/** Whether an amount says a request and a limit apart. */
function isShare<T>(amount: T | Share<T>): amount is Share<T> {
  return typeof amount === "object" && amount !== null && !("kind" in amount);
}
