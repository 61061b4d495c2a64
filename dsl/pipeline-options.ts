import type { Duration } from "./duration.ts";
import type { ArtifactGcStrategy } from "./options/artifact-location.ts";
import type { Lock } from "./options/locks.ts";
import type { Metric } from "./options/metric.ts";
import type { Dns, HostAlias } from "./options/network.ts";
import type { ClaimSpec, Volume } from "./options/volume.ts";
import type { PodSpecPatch } from "./task-options.ts";

/** What belongs to a whole run: how long it is kept, what it may use, who it is. docs/options.md says what each becomes. */
export interface PipelineOptions {
  /** How long a run may take: `hours(12)`. */
  readonly deadline?: Duration | string;
  /** How long the run's object is kept after its end. */
  readonly ttl?: Duration | string | Ttl;
  /** When the pods of ended steps are deleted; their logs go with them unless they are archived. */
  readonly podGc?: PodGcStrategy | PodGc;
  /** How many pods of a run there are at a time. */
  readonly parallelism?: number;
  /** Whether every step's log is kept beside the artifacts. */
  readonly archiveLogs?: boolean;
  /** When artifacts are deleted. */
  readonly artifactGc?: ArtifactGcStrategy | ArtifactGc;
  /** Another artifact repository than the namespace's own: a ConfigMap and a key of it. */
  readonly artifactRepository?: { readonly configMap?: string; readonly key?: string };
  /** Labels of the run. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the run. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Held by a run from its beginning to its end; others wait. */
  readonly locks?: readonly Lock[];
  readonly metrics?: readonly Metric[];
  readonly serviceAccount?: string;
  /** Who Argo's own containers are, when the steps' programs get no token. */
  readonly executorServiceAccount?: string;
  readonly imagePullSecrets?: readonly string[];
  /** Of the runs that wait for the controller or a lock, the highest number goes first. */
  readonly priority?: number;
  /** Keeps voluntary disruptions, such as a drained node, away from running steps. */
  readonly podDisruptionBudget?: { readonly minAvailable?: number | string; readonly maxUnavailable?: number | string };
  /** Volumes that any task may `mount("name")`. */
  readonly volumes?: Readonly<Record<string, Volume>>;
  /** Claims that each run makes for itself; any task may `mount("name")` them. */
  readonly volumeClaims?: Readonly<Record<string, ClaimSpec>>;
  /** When those claims are deleted: whatever the end (default), or only after a success. */
  readonly volumeClaimGc?: "on-run-completion" | "on-run-success";
  readonly dns?: Dns;
  readonly hostAliases?: readonly HostAlias[];
  /** Whether pods use the node's own network. */
  readonly hostNetwork?: boolean;
  /** Whether a run waits until somebody resumes it. */
  readonly suspended?: boolean;
  readonly podSpecPatch?: PodSpecPatch;
}

/** How long a run is kept, by how it ended. */
export interface Ttl {
  readonly afterCompletion?: Duration | string;
  readonly afterSuccess?: Duration | string;
  readonly afterFailure?: Duration | string;
}

export type PodGcStrategy = "on-pod-completion" | "on-pod-success" | "on-run-completion" | "on-run-success";

export interface PodGc {
  readonly strategy: PodGcStrategy;
  /** How long a pod stays after that. */
  readonly delay?: Duration | string;
  /** Only pods with these labels. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface ArtifactGc {
  readonly strategy: ArtifactGcStrategy;
  readonly serviceAccount?: string;
  /** Whether a run can be deleted though some artifact could not. */
  readonly forceFinalizerRemoval?: boolean;
}
