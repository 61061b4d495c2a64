import type { Machine } from "./machine.ts";
import type { PodRequest } from "./pod-request.ts";

/**
 * Whether a pod may start beside those that run. One that asks for more than the machine has runs alone: it is not larger than the
 * machine of the cluster it was written for, and here it has all there is. Devices are never shared.
 *
 * @example fits({ cpu: 4, memory: 8e9, gpus: 0 }, [{ cpu: 3, memory: 0, gpus: 0 }], { cpu: 2, memory: 0, gpus: 0 }) // => false
 */
export function fits(machine: Machine, running: readonly PodRequest[], request: PodRequest): boolean {
  const used = (of: keyof PodRequest): number => running.reduce((sum, one) => sum + one[of], 0);
  const hasRoom = (of: "cpu" | "memory"): boolean => request[of] === 0 || used(of) === 0 || used(of) + request[of] <= machine[of];
  const hasDevices = request.gpus === 0 || used("gpus") === 0 || used("gpus") + request.gpus <= machine.gpus;
  return hasRoom("cpu") && hasRoom("memory") && hasDevices;
}

/** Why a pod can never have the devices that it asks for; undefined when it can. */
export function gpuRefusal(machine: Machine, { gpus }: PodRequest): string | undefined {
  if (gpus <= machine.gpus) return undefined;
  return `it asks for ${gpus} ${gpus === 1 ? "GPU" : "GPUs"}, and this machine has ${machine.gpus === 0 ? "none" : machine.gpus}`;
}
