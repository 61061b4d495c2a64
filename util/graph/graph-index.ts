import type { Graph, GraphEdge, GraphNode } from "./graph.ts";

/** A graph prepared for drawing: nothing dangles and nothing goes round inside itself. */
export interface GraphIndex {
  /** A short name for each node that no format needs to quote: `n0`, `n1`, in the order of the nodes. */
  readonly shortId: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The nodes inside one node, or the outermost ones, each after those it depends on where that is possible. */
  readonly inside: (parent: string | undefined) => readonly GraphNode[];
  readonly parentOf: (id: string) => string | undefined;
  /** One edge per pair of nodes, labels joined. */
  readonly edges: readonly GraphEdge[];
}

/**
 * Indexes a graph. A second node of one id, a parent that does not exist or that is inside its own child, and an edge without both its ends
 * or between a node and what it is inside of are left out: a drawing of a broken run is better than none.
 */
export function indexGraph(graph: Graph): GraphIndex {
  const nodes = new Map<string, GraphNode>();
  for (const node of graph.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const parents = new Map([...nodes.keys()].map((id) => [id, soundParent(id, nodes)]));
  const parentOf = (id: string): string | undefined => parents.get(id);
  const edges = mergedEdges(
    graph.edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to) && !isNested(from, to, parentOf)),
  );
  const children = new Map<string | undefined, GraphNode[]>();
  for (const node of nodes.values()) {
    const siblings = children.get(parentOf(node.id));
    if (siblings === undefined) children.set(parentOf(node.id), [node]);
    else siblings.push(node);
  }
  const before = siblingEdges(edges, parentOf);
  const sorted = new Map([...children].map(([parent, siblings]) => [parent, inOrder(siblings, before)]));
  return {
    shortId: new Map([...nodes.keys()].map((id, index) => [id, `n${index}`])),
    nodes,
    inside: (parent) => sorted.get(parent) ?? [],
    parentOf,
    edges,
  };
}

function soundParent(id: string, nodes: ReadonlyMap<string, GraphNode>): string | undefined {
  const parent = nodes.get(id)?.parent;
  if (parent === undefined || !nodes.has(parent)) return undefined;
  const seen = new Set<string>();
  for (let above: string | undefined = parent; above !== undefined && !seen.has(above); above = nodes.get(above)?.parent) {
    if (above === id) return undefined;
    seen.add(above);
  }
  return parent;
}

/** A node and all that it is inside of, itself first. */
function lineage(id: string, parentOf: GraphIndex["parentOf"]): readonly string[] {
  const found: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = parentOf(at)) found.push(at);
  return found;
}

function isNested(from: string, to: string, parentOf: GraphIndex["parentOf"]): boolean {
  return lineage(from, parentOf).includes(to) || lineage(to, parentOf).includes(from);
}

function mergedEdges(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const merged = new Map<string, { from: string; to: string; labels: Set<string>; style: "data" | "order" }>();
  for (const { from, to, label, style = "data" } of edges) {
    const key = JSON.stringify([from, to]);
    const edge = merged.get(key) ?? { from, to, labels: new Set<string>(), style };
    if (label !== undefined && label !== "") edge.labels.add(label);
    if (style === "data") edge.style = "data";
    merged.set(key, edge);
  }
  return [...merged.values()].map(({ from, to, labels, style }) => ({
    from,
    to,
    style,
    ...(labels.size === 0 ? {} : { label: [...labels].join(", ") }),
  }));
}

/** What an edge between two nodes deep inside says about the two siblings that they are inside of: who waits for whom. */
function siblingEdges(edges: readonly GraphEdge[], parentOf: GraphIndex["parentOf"]): ReadonlyMap<string, ReadonlySet<string>> {
  const waitsFor = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    const [left, right] = [lineage(from, parentOf), lineage(to, parentOf)];
    const shared = left.find((id) => right.includes(id));
    const [first, second] = [
      left[shared === undefined ? left.length - 1 : left.indexOf(shared) - 1],
      right[shared === undefined ? right.length - 1 : right.indexOf(shared) - 1],
    ];
    if (first === undefined || second === undefined) continue;
    const known = waitsFor.get(second);
    if (known === undefined) waitsFor.set(second, new Set([first]));
    else known.add(first);
  }
  return waitsFor;
}

/** Siblings after what they wait for, otherwise as they came; where they wait for each other in a circle, as they came. */
function inOrder(siblings: readonly GraphNode[], waitsFor: ReadonlyMap<string, ReadonlySet<string>>): readonly GraphNode[] {
  const byId = new Map(siblings.map((node) => [node.id, node]));
  const done = new Set<string>();
  const sorted: GraphNode[] = [];
  for (const start of siblings) {
    const path: { readonly id: string; readonly open: string[] }[] = [];
    const enter = (id: string): void => {
      done.add(id);
      path.push({ id, open: [...(waitsFor.get(id) ?? [])].filter((other) => byId.has(other)) });
    };
    if (!done.has(start.id)) enter(start.id);
    while (path.length > 0) {
      const { id, open } = path.at(-1)!;
      const next = open.shift();
      if (next === undefined) {
        sorted.push(byId.get(id)!);
        path.pop();
      } else if (!done.has(next)) enter(next);
    }
  }
  return sorted;
}
