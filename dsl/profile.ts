import type { NodeTerm, Toleration } from "./options/scheduling.ts";
import type { PipelineOptions } from "./pipeline-options.ts";
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
}

/** What the compiler has to know of a cluster. */
export interface Profile {
  readonly kind: "profile";
  readonly name: string;
  /** The profile that it adds to; absent for those that Pipewright brings along. */
  readonly base?: string;
  /** What `gpu(1)` asks for. */
  readonly gpu?: Device;
  /** What `gpu(1, { model })` asks for, by model. */
  readonly models?: Readonly<Record<string, Device>>;
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
 *   models: { h100: { resource: "nvidia.com/gpu", nodeSelector: { "cloud.google.com/gke-accelerator": "nvidia-h100-80gb" } } },
 *   defaults: { retry: 2, labels: { team: "ranking" } },
 * });
 * ```
 */
export const profile = (given: Omit<Profile, "kind">): Profile => Object.freeze({ kind: "profile", ...given });
