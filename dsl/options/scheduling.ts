/** What a node's taint may keep away, and this step does not mind. */
export interface Toleration {
  /** Without a key: every taint. */
  readonly key?: string;
  /** Without a value: whatever the taint's value is. */
  readonly value?: string;
  readonly effect?: "no-schedule" | "prefer-no-schedule" | "no-execute";
  /** How long the pod stays after a `no-execute` taint came. */
  readonly seconds?: number;
}

/** A demand on the labels of a node. */
export interface NodeTerm {
  readonly kind: "node-term";
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  readonly values: readonly string[];
}

/** Words about one label of a node. */
export interface NodeLabel {
  in(...values: readonly string[]): NodeTerm;
  notIn(...values: readonly string[]): NodeTerm;
  exists(): NodeTerm;
  isAbsent(): NodeTerm;
  /** The label, read as a whole number, is greater. */
  gt(value: number): NodeTerm;
  /** The label, read as a whole number, is less. */
  lt(value: number): NodeTerm;
}

/**
 * A demand on a label of the node.
 *
 * ```ts
 * train({}).with({ nodeAffinity: { required: [nodeLabel("nvidia.com/gpu.compute.major").gt(7)] } });
 * ```
 *
 * Becomes `{key: nvidia.com/gpu.compute.major, operator: Gt, values: ["7"]}`.
 */
export function nodeLabel(key: string): NodeLabel {
  const term = (operator: NodeTerm["operator"], values: readonly string[]): NodeTerm =>
    Object.freeze({ kind: "node-term", key, operator, values: Object.freeze([...values]) });
  return Object.freeze({
    in: (...values: readonly string[]) => term("In", values),
    notIn: (...values: readonly string[]) => term("NotIn", values),
    exists: () => term("Exists", []),
    isAbsent: () => term("DoesNotExist", []),
    gt: (value: number) => term("Gt", [String(value)]),
    lt: (value: number) => term("Lt", [String(value)]),
  });
}

/** Which nodes may have the step, and which it would rather have. */
export interface NodeAffinity {
  /** All of these must hold; a list inside the list is one of several ways, each with terms that must all hold. */
  readonly required?: readonly NodeTerm[] | readonly (readonly NodeTerm[])[];
  /** Counts for a node when its terms hold; weights are from 1 to 100. */
  readonly preferred?: readonly { readonly weight: number; readonly terms: readonly NodeTerm[] }[];
}

/** Other pods that a step wants beside it, or far from it. */
export interface PodTerm {
  /** The labels of those pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The node label whose equal values are "together", by default the node itself. */
  readonly across?: string;
  /** With a weight from 1 to 100 it is a wish, without it a must. */
  readonly weight?: number;
}

export interface PodAffinity {
  readonly together?: readonly PodTerm[];
  readonly apart?: readonly PodTerm[];
}

/** How evenly pods with certain labels spread over zones or nodes. */
export interface TopologySpread {
  /** The node label that names a zone, a rack or a node. */
  readonly across: string;
  readonly labels: Readonly<Record<string, string>>;
  /** By how much two of them may differ (default 1). */
  readonly maxSkew?: number;
  /** What happens when it can't be kept: the pod waits (default), or goes anyway. */
  readonly otherwise?: "wait" | "schedule-anyway";
}
