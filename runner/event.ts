import type { NodePhase, NodeType } from "./controller/node-status.ts";

export type { NodePhase, NodeType } from "./controller/node-status.ts";

/**
 * What a run says while it goes on. The progress, `--json`, `events.jsonl` and the report are all made of these and of nothing else.
 * Times are milliseconds since the epoch.
 */
export type RunEvent =
  | RunStarted
  | RunResumed
  | RevisionFound
  | NodeWaiting
  | NodeAsked
  | NodeAnswered
  | NodeStarted
  | NodeProgress
  | NodeLog
  | NodeFinished
  | RunStopping
  | RunFinished;

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
  /** Versions, the machine, seeds: what else may matter to somebody who wants to repeat it. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A run goes on whose runner had ended before it: killed, stopped by Ctrl-C, or out of room on the disk. */
export interface RunResumed {
  readonly type: "run-resumed";
  readonly time: number;
  /** The nodes that were told of and have not ended: pods begin again, what stands around them goes on. */
  readonly again: readonly string[];
}

/** Which commit of the author's project the run is of. Told while it runs; not told where there is no git. */
export interface RevisionFound {
  readonly type: "revision-found";
  readonly time: number;
  readonly commit: string;
  /** Whether the files of the project say something else than the commit. */
  readonly changed: boolean;
  /** Where the project is from, without a login. */
  readonly repository?: string;
}

/** Who a node is and where it belongs. */
export interface NodeIdentity {
  /** As Argo names it: `taxi.trials(0:1).train`. */
  readonly node: string;
  readonly displayName: string;
  readonly nodeType: NodeType;
  readonly templateName: string;
  /** The node that this one is inside of; the root has none. */
  readonly parent?: string;
  /** The nodes beside it that it waited for: the edges of the graph. */
  readonly dependsOn: readonly string[];
}

/** A node could go on if something else were otherwise. Until then it may not have begun; it says again when its reason changes. */
export interface NodeWaiting extends NodeIdentity {
  readonly type: "node-waiting";
  readonly time: number;
  /**
   * `room`: for other steps of this machine to end; `lock`: for a mutex or a semaphore; `backoff`: for the time of its next try; `pod`: for a
   * cluster to start its pod.
   */
  readonly for: "room" | "lock" | "backoff" | "pod";
  /** In Argo's words where it has some. */
  readonly message: string;
}

/** A node waits for a person: in this terminal, or by `pipewright resume` in another one. */
export interface NodeAsked {
  readonly type: "node-asked";
  readonly time: number;
  readonly node: string;
  readonly message?: string;
  readonly parameters: readonly AskedParameter[];
  /** When it goes on with the defaults. */
  readonly until?: number;
  /** What an answer looks like: `-p go=YES`; empty when none is wanted. */
  readonly answer: string;
}

/** A node that asked goes on. It ends at once, and its `node-finished` follows. */
export interface NodeAnswered {
  readonly type: "node-answered";
  readonly time: number;
  readonly node: string;
  /** What holds now of all that was asked for, the defaults of what nobody answered among it. */
  readonly answers: Readonly<Record<string, string>>;
  readonly by: AnsweredBy;
}

/**
 * Where an answer came from. `beforehand`: from the command that began the run; `here`: from the terminal of the run; `mail`: from another one,
 * by `pipewright resume`; `default`: from nobody, its time was over.
 */
export type AnsweredBy = "beforehand" | "here" | "mail" | "default";

/** A value that a person is asked for. */
export interface AskedParameter {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly choices?: readonly string[];
}

export interface NodeStarted extends NodeIdentity {
  readonly type: "node-started";
  /** When it began to work: what it waited for before, it said in `node-waiting`. */
  readonly time: number;
  readonly inputs: Readonly<Record<string, string>>;
  /** The artifacts that it was given. */
  readonly artifacts?: readonly UsedArtifact[];
  readonly image?: string;
  /** The environment that its template declares; of what is in a Secret or a ConfigMap, where it is. */
  readonly env?: Readonly<Record<string, string>>;
  /** Why a step with a cache runs although its result might be there, in a sentence's words. */
  readonly notCached?: string;
}

/** An artifact that a node was given. */
export interface UsedArtifact {
  readonly name: string;
  /** Where it lies in the artifacts of the run: what has this key, or keys below it. */
  readonly key?: string;
  /** Where else it is from: an address, `raw` for one in the manifest. */
  readonly source?: string;
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
  /** Where it lies in the artifacts of the run. */
  readonly key?: string;
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
  /** The run that did the work, when its outputs were taken from a cache. */
  readonly cachedFrom?: string;
  /** The step there that did it. */
  readonly cachedStep?: string;
  /** What its result is known by, of a step with a cache. */
  readonly cacheKey?: string;
}

/** A person has stopped the run: what runs is asked to end. */
export interface RunStopping {
  readonly type: "run-stopping";
  readonly time: number;
  /** How long steps have to end well, in seconds. */
  readonly graceSeconds: number;
}

export interface RunFinished {
  readonly type: "run-finished";
  readonly time: number;
  readonly phase: NodePhase;
  readonly message: string;
  /** Set when a person stopped it. */
  readonly interrupted?: boolean;
}
