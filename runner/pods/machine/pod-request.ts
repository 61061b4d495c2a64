import { quantityOf } from "../../../compiler/argo/laws/quantity.ts";
import type { Template } from "../../../compiler/argo/model.generated.ts";
import { podContainers } from "../pod-containers.ts";

/** What a pod asks of the machine. */
export interface PodRequest {
  /** Cores. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  readonly gpus: number;
}

/**
 * What a template's pod asks for, as Kubernetes adds it up: containers beside one another need the sum, an init container before them only
 * its own. A limit without a request is one.
 */
export function podRequest(template: Template): PodRequest {
  const containers = podContainers(template).map(({ role, spec }) => {
    const { requests, limits } = spec.resources ?? {};
    const amount = (name: string): number => quantityOf(requests?.[name] ?? limits?.[name] ?? 0) ?? 0;
    const names = [...new Set([...Object.keys(requests ?? {}), ...Object.keys(limits ?? {})])];
    const gpus = names.filter(isGpu).reduce((sum, name) => sum + amount(name), 0);
    return { role, cpu: amount("cpu"), memory: amount("memory"), gpus };
  });
  const together = containers.filter(({ role }) => role !== "init");
  const before = containers.filter(({ role }) => role === "init");
  const needed = (of: keyof PodRequest): number =>
    Math.max(
      together.reduce((sum, one) => sum + one[of], 0),
      ...before.map((one) => one[of]),
    );
  return { cpu: needed("cpu"), memory: needed("memory"), gpus: needed("gpus") };
}

const isGpu = (name: string): boolean => /(^|[/.])gpu$/.test(name) || name.startsWith("nvidia.com/mig-");
