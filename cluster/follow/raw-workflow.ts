import type { Artifact, Template, WorkflowSpec } from "../../compiler/argo/model.generated.ts";

/** A parameter or artifact list as a node's status has it. */
export interface RawValues {
  readonly parameters?: readonly RawParameter[];
  readonly artifacts?: readonly Artifact[];
  readonly result?: unknown;
  readonly exitCode?: unknown;
}

export interface RawParameter {
  readonly name?: unknown;
  readonly value?: unknown;
  readonly default?: unknown;
  readonly description?: unknown;
  readonly enum?: unknown;
  readonly valueFrom?: { readonly supplied?: unknown; readonly default?: unknown };
}

/** A node as Argo keeps it. What is text may be anything: whoever may write the object may write what they like. */
export interface RawNode {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly displayName?: unknown;
  readonly type?: unknown;
  readonly phase?: unknown;
  readonly message?: unknown;
  readonly templateName?: unknown;
  readonly templateRef?: { readonly name?: unknown; readonly template?: unknown; readonly clusterScope?: unknown };
  readonly templateScope?: unknown;
  readonly boundaryID?: unknown;
  readonly children?: unknown;
  readonly startedAt?: unknown;
  readonly finishedAt?: unknown;
  readonly inputs?: RawValues;
  readonly outputs?: RawValues;
  readonly nodeFlag?: { readonly retried?: unknown; readonly hooked?: unknown };
  readonly daemoned?: unknown;
  readonly podIP?: unknown;
  readonly progress?: unknown;
  readonly memoizationStatus?: { readonly hit?: unknown; readonly key?: unknown; readonly cacheName?: unknown };
  readonly synchronizationStatus?: { readonly waiting?: unknown };
}

/** A Workflow as a cluster has it. */
export interface RawWorkflow {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly creationTimestamp?: unknown;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: WorkflowSpec;
  readonly status?: {
    readonly phase?: unknown;
    readonly message?: unknown;
    readonly startedAt?: unknown;
    readonly finishedAt?: unknown;
    readonly nodes?: Readonly<Record<string, RawNode>>;
    readonly compressedNodes?: unknown;
    readonly offloadNodeStatusVersion?: unknown;
    readonly storedTemplates?: Readonly<Record<string, Template>>;
    readonly storedWorkflowTemplateSpec?: WorkflowSpec;
    readonly taskResultsCompletionStatus?: Readonly<Record<string, unknown>>;
    readonly [field: string]: unknown;
  };
}

/** Text as it is, numbers as text, nothing else. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** Milliseconds since the epoch; undefined for what is no time. */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? time : undefined;
}
