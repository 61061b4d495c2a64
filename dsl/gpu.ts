import type { Size } from "./size.ts";
import type { DslTypeError } from "./type-error.ts";

/** Who made a GPU. Programs for one of them do not run on another's. */
export type GpuVendor = "nvidia" | "amd" | "intel";

/** Machines that the cloud may take back at any moment, for a fraction of the price. */
export interface Spot {
  /** After so many tries on such machines the next one asks for a machine that stays. */
  readonly onDemandAfter?: number;
  /** Nothing is kept between tries, and that is fine: the step is short. */
  readonly startsAnew?: boolean;
}

/** Devices that the cluster's own search finds (dynamic resource allocation, Kubernetes 1.34 and Argo 4.1). */
export interface GpuClaim {
  /** The cluster's DeviceClass, such as `gpu.nvidia.com`. */
  readonly deviceClass: string;
  /** Conditions in CEL on each device; all must hold. */
  readonly selectors?: readonly string[];
}

/** What a step wants of its GPUs. Which machines these are, the cluster's profile knows. */
export interface GpuOptions {
  /** How many, whole ones (default 1). */
  readonly count?: number;
  /** A kind of the profile, such as `l4` or `a100-80`; without it any will do. */
  readonly kind?: string;
  /** How much memory each has at least. */
  readonly memory?: Size | string;
  /** Who made it (default NVIDIA). */
  readonly vendor?: GpuVendor;
  /** A slice of an NVIDIA GPU that is split in hardware, such as `1g.10gb`. */
  readonly mig?: string;
  /** One that several pods use at the same time. Nothing keeps their memory apart under time-slicing. */
  readonly shared?: boolean | "time-slicing" | "mps";
  /** On machines that the cloud may take back; the step is tried again when it does. */
  readonly spot?: boolean | Spot;
  /** By a ResourceClaimTemplate instead of the device plugin's resource. */
  readonly claim?: GpuClaim;
  /** An attribute that all devices of the claim have in common, such as `resource.kubernetes.io/pcieRoot`. */
  readonly topology?: string;
}

/** GPUs for one step. */
export interface Gpu {
  readonly kind: "gpu";
  readonly count: number;
  readonly wants: Omit<GpuOptions, "count">;
}

type Wrong<Sentence extends string> = DslTypeError<Sentence>;

/** Wishes that exclude each other, each with its reason. */
type Refused<O> = (O extends { readonly mig: string }
  ? { readonly shared?: false | Wrong<"a slice (mig) belongs to one pod alone: leave shared out, or mig"> } & NvidiaOnly
  : unknown) &
  (O extends { readonly shared: true | string }
    ? { readonly count?: 1 | Wrong<"a shared GPU is asked for once: a count above 1 gives no more of it"> } & NvidiaOnly
    : unknown) &
  (O extends { readonly claim: object }
    ? { readonly [K in "kind" | "memory" | "vendor" | "mig" | "shared"]?: Wrong<`a claim says ${K} in its selectors`> }
    : { readonly topology?: Wrong<"topology is found by a claim: add claim: { deviceClass }"> }) & {
    readonly [K in Exclude<keyof O, keyof GpuOptions>]: Wrong<`${K & string} is nothing that can be wanted of a GPU`>;
  };

interface NvidiaOnly {
  readonly vendor?: "nvidia" | Wrong<"only NVIDIA's GPUs are sliced and shared in this way">;
}

/**
 * Asks for GPUs: any, of a kind that the cluster's profile knows, with so much memory, a slice of one, a shared one.
 *
 * ```ts
 * train({ examples }).with({ resources: { gpu: gpu(1) } });
 * train({ examples }).with({ resources: { gpu: gpu({ kind: "l4", spot: true }) } });
 * train({ examples }).with({ resources: { gpu: gpu({ memory: gibibytes(40) }) } });
 * evaluate({ model }).with({ resources: { gpu: gpu({ mig: "1g.10gb" }) } });
 * ```
 *
 * Becomes `limits: {nvidia.com/gpu: "1"}`, the toleration that GPU nodes want, and the labels of nodes that have what is wanted.
 */
export function gpu(count: number): Gpu;
export function gpu<const O extends GpuOptions>(options: O & Refused<O>): Gpu;
export function gpu(given: number | GpuOptions): Gpu {
  const { count = 1, ...wants } = typeof given === "object" ? given : { count: given };
  return Object.freeze({ kind: "gpu", count, wants: Object.freeze(wants) });
}
