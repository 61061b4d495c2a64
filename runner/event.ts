import type { NodePhase, NodeType } from "./controller/node-status.ts";

export type { NodePhase, NodeType } from "./controller/node-status.ts";

/**
 * What a run says while it goes on. The progress, `--json`, `events.jsonl` and the report are all made of these and of nothing else.
 * Times are milliseconds since the epoch.
 */
export type RunEvent = RunStarted | NodeStarted | NodeProgress | NodeLog | NodeFinished | RunFinished;

export interface RunStarted {
  readonly type: "run-started";
  readonly time: number;
  readonly runId: string;
  /** The Workflow's name on this machine, the root of all node names. */
  readonly workflow: string;
  /** The pipeline, or the manifest's own name. */
  readonly pipeline: string;
  /** The run's folder. */
  readonly folder: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What differs from a cluster here, in sentences. */
  readonly notes: readonly string[];
}

export interface NodeStarted {
  readonly type: "node-started";
  readonly time: number;
  /** As Argo names it: `taxi.trials(0:1).train`. */
  readonly node: string;
  readonly displayName: string;
  readonly nodeType: NodeType;
  readonly templateName: string;
  /** The node that this one is inside of; the root has none. */
  readonly parent?: string;
  /** The nodes beside it that it waited for: the edges of the graph. */
  readonly dependsOn: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly image?: string;
}

export interface NodeProgress {
  readonly type: "node-progress";
  readonly time: number;
  readonly node: string;
  readonly done: number;
  readonly total: number;
}

export interface NodeLog {
  readonly type: "node-log";
  readonly time: number;
  readonly node: string;
  readonly stream: "stdout" | "stderr";
  /** One line, without its end. */
  readonly line: string;
}

/** An artifact that a node left behind. */
export interface ArtifactRecord {
  readonly name: string;
  /** The artifact type's name, such as `Metrics` or `Html`, when a Pipewright component made it. */
  readonly artifactType?: string;
  /** Where it lies now. */
  readonly path: string;
  readonly bytes: number;
  /** `sha256:…` of its content, when a Pipewright component made it. */
  readonly digest?: string;
}

export interface NodeFinished {
  readonly type: "node-finished";
  readonly time: number;
  readonly node: string;
  readonly phase: NodePhase;
  readonly message: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly artifacts: readonly ArtifactRecord[];
  readonly exitCode?: number;
  /** Highest resident memory of the step's process, in bytes. */
  readonly peakMemory?: number;
}

export interface RunFinished {
  readonly type: "run-finished";
  readonly time: number;
  readonly phase: NodePhase;
  readonly message: string;
  /** Set when a person stopped it. */
  readonly interrupted?: boolean;
}
