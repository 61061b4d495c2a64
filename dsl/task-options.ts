import type { Duration } from "./duration.ts";
import type { OutputOptions } from "./options/artifact-location.ts";
import type { Cache, TaskCache } from "./options/cache.ts";
import type { Env, EnvFrom, SharedEnv } from "./options/env.ts";
import type { ExtraContainer, PullPolicy } from "./options/extra-container.ts";
import type { Lock } from "./options/locks.ts";
import type { Metric } from "./options/metric.ts";
import type { Dns, HostAlias } from "./options/network.ts";
import type { Queue } from "./options/queue.ts";
import type { Retry } from "./options/retry.ts";
import type { NodeAffinity, PodAffinity, Toleration, TopologySpread } from "./options/scheduling.ts";
import type { SecurityOptions } from "./options/security.ts";
import type { Mounts, Volume } from "./options/volume.ts";
import type { Resources } from "./resources.ts";

/**
 * How tasks run, in general: the defaults of a pipeline and of a cluster's profile. docs/options.md says what each becomes.
 *
 * A task's own option goes before the pipeline's default, and that before the profile's. Records (`env`, `mounts`, `labels`,
 * `resources`, `security`, …) are merged key by key, lists and everything else replaced whole; `false` takes a default away.
 */
export interface TaskDefaults {
  readonly resources?: Resources;
  /** How often a failed step is tried again, and when. A number is a limit. */
  readonly retry?: number | Retry;
  /** How long one try may run once it has started: `hours(6)` or `"6h"`. */
  readonly timeout?: Duration | string | false;
  /** How long its pod may wait for a machine (Argo 4.1). */
  readonly pendingTimeout?: Duration | string | false;
  /** Whether an earlier result may be taken. */
  readonly cache?: Cache | false;
  readonly env?: SharedEnv;
  readonly envFrom?: readonly EnvFrom[];
  /** Volumes by name, for `mount("name")` of this task and its sidecars. */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** What is mounted, by absolute path. */
  readonly mounts?: Mounts;
  readonly serviceAccount?: string;
  /** Whether the step's program can talk to the cluster's API (default false). */
  readonly automountToken?: boolean;
  readonly pull?: PullPolicy;
  readonly tolerations?: readonly Toleration[];
  /** Labels that the node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly nodeAffinity?: NodeAffinity;
  readonly podAffinity?: PodAffinity;
  readonly topologySpread?: readonly TopologySpread[];
  /** Waits in a queue of the cluster's until there is room. */
  readonly queue?: string | Queue | false;
  readonly priorityClass?: string;
  readonly scheduler?: string;
  /** The container runtime's class, such as `nvidia` or `gvisor`. */
  readonly runtimeClass?: string;
  readonly hostAliases?: readonly HostAlias[];
  readonly dns?: Dns;
  /** How long a stopped step has to end by itself (Kubernetes: 30 s). */
  readonly terminationGrace?: Duration | string;
  readonly security?: SecurityOptions;
  readonly sidecars?: readonly ExtraContainer[];
  readonly initContainers?: readonly ExtraContainer[];
  /** Labels of the step's pods. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the step's pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Held while the step runs; other holders wait. */
  readonly locks?: readonly Lock[];
  readonly metrics?: readonly Metric[];
  /** Whether the step's log is kept beside its artifacts. */
  readonly archiveLogs?: boolean;
  /** A strategic merge patch of the pod's spec: the last way out, for what has no word. */
  readonly podSpecPatch?: PodSpecPatch;
}

/** A part of a pod's spec, as Kubernetes writes it. */
export type PodSpecPatch = { readonly [field: string]: unknown };

/** How the tasks of a pipeline run that is called: defaults, which go before its own. */
export interface CallOptions extends TaskDefaults {
  /** What the call is called in the manifest; without it after its pipeline, with a number when there are several. */
  readonly name?: string;
}

/** How one task of a pipeline runs. */
export interface TaskOptions extends Omit<TaskDefaults, "env" | "cache"> {
  /** Whether an earlier result may be taken. */
  readonly cache?: TaskCache | false;
  /** Environment variables. A ref is a parameter of the pipeline, an item of a loop, or what another task gave. */
  readonly env?: Env;
  /** What people read in the progress, the report and Argo's UI. */
  readonly displayName?: string;
  /**
   * What the task is called in the manifest. Without it it is called after its component, with a number when there are several: one more of
   * them before it changes that number.
   */
  readonly name?: string;
  /** How its artifacts are kept, by output. */
  readonly outputs?: Readonly<Record<string, OutputOptions>>;
}
