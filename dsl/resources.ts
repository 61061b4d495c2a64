import type { Size } from "./size.ts";

/** Whole devices for one step, of a kind that the cluster's profile knows. */
export interface Gpu {
  readonly kind: "gpu";
  readonly count: number;
  /** A model of the profile, such as `l4` or `a100-80`; without it any GPU will do. */
  readonly model?: string;
  /** A slice of an NVIDIA GPU that is split in hardware, such as `1g.10gb`. */
  readonly mig?: string;
}

/**
 * Asks for GPUs: any, a model that the cluster's profile knows, or a slice of one.
 *
 * ```ts
 * train({ examples }).with({ resources: { gpu: gpu(1) } });
 * train({ examples }).with({ resources: { gpu: gpu(1, { model: "l4" }) } });
 * evaluate({ model }).with({ resources: { gpu: gpu(1, { mig: "1g.10gb" }) } });
 * ```
 *
 * Becomes `limits: {nvidia.com/gpu: "1"}`, the toleration that GPU nodes want, and for a model the labels of nodes that have it.
 */
export function gpu(count: number, { model, mig }: { readonly model?: string; readonly mig?: string } = {}): Gpu {
  return Object.freeze({ kind: "gpu", count, ...(model !== undefined && { model }), ...(mig !== undefined && { mig }) });
}

/** What is set aside for a step, and what it may use at most. */
export interface Share<T> {
  readonly request?: T;
  readonly limit?: T;
}

/** What one step needs of a machine. Text is a quantity of Kubernetes, such as `"500m"` or `"8Gi"`. */
export interface Resources {
  /** Cores, for example `0.5` or `4`: set aside, and more when the machine is idle; a limit only when it is given. */
  readonly cpu?: number | string | Share<number | string>;
  /** Set aside, and the limit at the same time: a step that needs more is killed, and no other suffers. */
  readonly memory?: Size | string | Share<Size | string>;
  /** The machine's own disk: layers, logs and empty folders. Set aside, and the limit at the same time. */
  readonly ephemeralStorage?: Size | string | Share<Size | string>;
  readonly gpu?: Gpu;
  /** Other devices by the name of their resource: `{ "amd.com/gpu": 1 }`. */
  readonly devices?: Readonly<Record<string, number>>;
}
