import type { Artifact } from "../../compiler/argo/model.generated.ts";

/** Argo's own phases of a node. */
export type NodePhase = "Pending" | "Running" | "Succeeded" | "Failed" | "Error" | "Skipped" | "Omitted";

/** Argo's own types of a node. */
export type NodeType =
  | "Pod"
  | "Container"
  | "DAG"
  | "Steps"
  | "StepGroup"
  | "TaskGroup"
  | "Retry"
  | "Skipped"
  | "Suspend"
  | "HTTP"
  | "Plugin";

/** What a node left behind, or was given. */
export interface NodeOutputs {
  /** Parameters as text, in the order in which they are declared. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Artifacts with the place where each lies. */
  readonly artifacts?: readonly Artifact[];
  /** What the container printed, when somebody reads it. */
  readonly result?: string;
  readonly exitCode?: string;
}

/** What a node was called with. */
export type NodeInputs = Pick<NodeOutputs, "parameters" | "artifacts">;

/** One node of a workflow, as Argo keeps it in `status.nodes`: what a run is, and all that goes on after a crash. */
export interface NodeStatus {
  /** Unique in the workflow: `taxi.trials(0:1).train`. */
  readonly name: string;
  readonly displayName: string;
  readonly type: NodeType;
  readonly phase: NodePhase;
  readonly message: string;
  /** The template that it calls; absent for groups. */
  readonly templateName?: string;
  /** The object that the template is from, when another one than the workflow: `WorkflowTemplate/library`. */
  readonly templateScope?: string;
  /** The DAG or Steps node that it is inside of; the root has none. */
  readonly boundary?: string;
  readonly inputs?: NodeInputs;
  readonly outputs?: NodeOutputs;
  /** The nodes beside it that it has waited for. */
  readonly after?: readonly string[];
  /** Nodes that come after it, as Argo draws them. */
  readonly children: readonly string[];
  /** Of a DAG or Steps node that has ended: the last nodes inside of it. */
  readonly outbound?: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly finishedAt?: number;
  /** A try of a Retry node. */
  readonly retried?: boolean;
  /** A hook or an exit handler. */
  readonly hooked?: boolean;
  /** A daemon that is ready: it goes on, and others may begin. */
  readonly daemoned?: boolean;
  /** Where a ready daemon can be reached. */
  readonly ip?: string;
  /** Whether the outputs come from a memoization cache. */
  readonly memoized?: { readonly hit: boolean; readonly key: string; readonly cache: string };
  /** The lock that it waits for. */
  readonly waitsFor?: string;
  /** Done and all, of a step that tells its progress. */
  readonly progress?: string;
}

export const isFulfilled = ({ phase, daemoned }: Pick<NodeStatus, "phase" | "daemoned">): boolean =>
  isDone(phase) || (daemoned === true && phase !== "Pending");

/** Nothing of it runs any more. */
export const isDone = (phase: NodePhase): boolean => phase !== "Pending" && phase !== "Running";

/** It has run: skipped and omitted nodes have not. */
export const isCompleted = (phase: NodePhase): boolean => phase === "Succeeded" || isFailure(phase);

export const isFailure = (phase: NodePhase): boolean => phase === "Failed" || phase === "Error";
