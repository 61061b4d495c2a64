import type { Template, Volume } from "../../compiler/argo/model.generated.ts";
import type { NodeOutputs, NodePhase } from "../controller/node-status.ts";

/** One try of a template that runs outside of the controller: container, script, containerSet, data, http, resource. */
export interface Pod {
  /** The node that it is, and by which its logs are named. */
  readonly node: string;
  /** All its tags are replaced. Each input artifact has the place where it lies; an optional one that is absent has none. */
  readonly template: Template;
  /** The template's volumes and the workflow's. */
  readonly volumes: readonly Volume[];
  /** Whether somebody reads what the main container prints. */
  readonly wantsResult: boolean;
  /** A folder of its own, which does not exist yet: inputs, outputs, log, files of the container. */
  readonly folder: string;
  /** The key of an output artifact whose place the manifest does not say. */
  readonly keyOf: (artifact: string) => string;
  /** Aborted when the controller wants it to end: SIGTERM, the grace period, SIGKILL. Its reason is a `PodStop`. */
  readonly stop: AbortSignal;
  readonly events: PodEvents;
}

/** Why the controller ends a pod: the reason with which its `stop` is aborted. */
export interface PodStop {
  /** What the pod's node says then: `workflow shutdown with strategy:  Stop`, `Step exceeded its deadline`, `timeout`. */
  readonly message: string;
  /** From SIGTERM to SIGKILL; 30 as on a cluster if it does not say. */
  readonly graceSeconds?: number;
}

/** What a pod says while it runs. */
export interface PodEvents {
  /** The main container has begun. */
  readonly onStart: () => void;
  /** A daemon is ready and can be reached at an address. */
  readonly onReady: (ip: string) => void;
  readonly onLine: (stream: "stdout" | "stderr", line: string) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** How a pod ended, in the words in which Argo says it. */
export interface PodOutcome {
  readonly phase: Extract<NodePhase, "Succeeded" | "Failed" | "Error">;
  /** Empty after success: else `main: Error (exit code 1)`, `wait: Error (exit code 64): open …: no such file or directory`. */
  readonly message: string;
  readonly outputs: NodeOutputs;
  /** The containers of a containerSet. */
  readonly containers?: readonly ContainerOutcome[];
  /** What is known of the artifacts beyond their places, by name. */
  readonly artifactFacts?: Readonly<Record<string, ArtifactFacts>>;
  /** Highest resident memory of the main container's processes, in bytes. */
  readonly peakMemory?: number;
}

export interface ContainerOutcome {
  readonly name: string;
  readonly phase: PodOutcome["phase"];
  readonly message: string;
}

export interface ArtifactFacts {
  /** Where it lies on this machine, to look at. */
  readonly path?: string;
  readonly bytes?: number;
  /** `sha256:…` of its content, when a Pipewright component made it. */
  readonly digest?: string;
  /** The artifact type's name, such as `Metrics`, when a Pipewright component made it. */
  readonly artifactType?: string;
}

/** Why a template can't run here. */
export interface PodRefusal {
  readonly why: string;
  /** Whether it is one of ours, whose code only has to be made or fetched. */
  readonly isOurs: boolean;
  /** Whether it could run if a person had said where: `--executor`. */
  readonly wantsExecutor?: boolean;
  /** Whether it could run if a person had named a cluster: `--context`. */
  readonly wantsContext?: boolean;
}

/** Runs pods somewhere: as processes on bundles, as processes of this machine, as containers. */
export interface PodRunner {
  /** Asked of each template, with the volumes that it may mount, before anything starts; undefined when it can run. */
  readonly refusal: (template: Template, volumes?: readonly Volume[]) => Promise<PodRefusal | undefined>;
  /** Never throws for what a template or its program does: that is an outcome. */
  readonly run: (pod: Pod) => Promise<PodOutcome>;
  /** Ends what is kept for later pods, and at once whatever still runs. */
  readonly end: () => Promise<void>;
}
