/** A pipeline's or a run's graph, ready to be drawn: as text, as Mermaid, as DOT or as SVG. */
export interface Graph {
  readonly title?: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** Unique; never shown where labels tell nodes apart. */
  readonly id: string;
  readonly label: string;
  /** A second, quieter line: the condition of a when, the items of a for-each, how long a step took. */
  readonly detail?: string;
  readonly kind: "task" | "when" | "for-each" | "group";
  readonly state?: GraphState;
  /** The id of the node that this one is drawn inside of. */
  readonly parent?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** What flows, such as an output's name. */
  readonly label?: string;
  /** `data` flows along it, or only the `order` is meant. */
  readonly style?: "data" | "order";
}

/** How far a step of a run came; Argo's words. */
export type GraphState = "Pending" | "Running" | "Succeeded" | "Failed" | "Error" | "Skipped" | "Omitted";
