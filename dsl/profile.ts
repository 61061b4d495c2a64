import type { GpuVendor } from "./gpu.ts";
import type { NodeTerm, Toleration } from "./options/scheduling.ts";
import type { Volume } from "./options/volume.ts";
import type { PipelineOptions } from "./pipeline-options.ts";
import type { Size } from "./size.ts";
import type { TaskDefaults } from "./task-options.ts";

/** How a cluster gives out a kind of device. */
export interface Device {
  /** The name of the resource that its device plugin gives out. */
  readonly resource: string;
  /** Taints of the nodes that have it. */
  readonly tolerations?: readonly Toleration[];
  /** Labels of the nodes that have it. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly nodeTerms?: readonly NodeTerm[];
  /** How much memory one has, where no label of the nodes tells it. */
  readonly memory?: Size;
}

/** How a cluster tells its GPUs apart. What it leaves out can't be asked for on it. */
export interface GpuFacts {
  /** The label that names the product, which has a suffix where the GPU is shared. */
  readonly productLabel?: string;
  /** The label that tells the memory of one GPU in MiB. */
  readonly memoryLabel?: string;
  /** The label that tells the major number of CUDA's compute capability. */
  readonly computeMajorLabel?: string;
  /** The label that tells the size of a slice; without it each size is a resource of its own, `nvidia.com/mig-1g.10gb`. */
  readonly sliceLabel?: string;
  /** How shared GPUs are marked, by the word of the DSL; `resource` where they have a name of their own. */
  readonly shared?: { readonly label?: string; readonly timeSlicing: string; readonly mps: string; readonly resource?: string };
  /** The container runtime's class for pods with a GPU, where it is not the nodes' own. */
  readonly runtimeClass?: string;
  /** Where programs that the driver has compiled are kept; without it they go with the pod. */
  readonly cudaCache?: Volume;
}

/** How a cluster marks machines that the cloud may take back. */
export interface SpotFacts {
  readonly label: string;
  readonly value: string;
  readonly tolerations?: readonly Toleration[];
}

/** Who lets steps wait until the cluster has room for them. */
export type QueueSystem = "kueue" | "volcano" | "kai";

/** What the compiler has to know of a cluster. */
export interface Profile {
  readonly kind: "profile";
  readonly name: string;
  /** The profile that it adds to; absent for those that Pipewright brings along. */
  readonly base?: string;
  /** What `gpu(1)` asks for. */
  readonly gpu?: Device;
  /** What `gpu({ kind })` asks for, by kind. */
  readonly kinds?: Readonly<Record<string, Device>>;
  /** What `gpu({ vendor })` asks for. */
  readonly vendors?: Readonly<Partial<Record<Exclude<GpuVendor, "nvidia">, Device>>>;
  readonly gpus?: GpuFacts;
  readonly spot?: SpotFacts;
  /** What `queue` speaks to (default Kueue). */
  readonly queues?: QueueSystem;
  /** Names of other resources that its device plugins give out. */
  readonly devices?: readonly string[];
  /** How tasks run on it; a pipeline's defaults go before these. */
  readonly defaults?: TaskDefaults;
  /** What every run on it has; a pipeline's options go before these. */
  readonly options?: PipelineOptions;
}

/**
 * Describes a cluster for `--profile FILE.ts`: what differs from one that Pipewright knows.
 *
 * ```ts
 * export default profile({
 *   name: "office",
 *   base: "gke",
 *   kinds: { h100: { resource: "nvidia.com/gpu", nodeSelector: { "cloud.google.com/gke-accelerator": "nvidia-h100-80gb" } } },
 *   defaults: { retry: 2, labels: { team: "ranking" } },
 * });
 * ```
 */
export const profile = (given: Omit<Profile, "kind">): Profile => Object.freeze({ kind: "profile", ...given });
