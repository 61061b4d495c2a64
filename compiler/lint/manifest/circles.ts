/** One step of a circle: from where, by which edge. */
export interface CircleStep<N, E> {
  readonly from: N;
  readonly edge: E;
}

/**
 * The circles of a graph, each once, from the node of it that comes first. Of several circles through one edge only one is given. Linear.
 *
 * @param edges what leads on from a node
 */
export function circlesOf<N, E extends { readonly to: N }>(
  nodes: readonly N[],
  edges: (node: N) => readonly E[],
): readonly (readonly CircleStep<N, E>[])[] {
  const done = new Set<N>();
  const circles: (readonly CircleStep<N, E>[])[] = [];
  for (const start of nodes) {
    if (done.has(start)) continue;
    // A stack of its own: a chain of thousands of tasks is deeper than the machine's.
    const way: { readonly node: N; readonly left: E[]; edge: E | undefined }[] = [];
    const depth = new Map<N, number>();
    const enter = (node: N) => {
      depth.set(node, way.length);
      way.push({ node, left: [...edges(node)].reverse(), edge: undefined });
    };
    enter(start);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const edge = top.left.pop();
      if (edge === undefined) {
        done.add(top.node);
        depth.delete(top.node);
        way.pop();
        continue;
      }
      top.edge = edge;
      const at = depth.get(edge.to);
      if (at !== undefined) circles.push(way.slice(at).map(({ node, edge: by }) => ({ from: node, edge: by as E })));
      else if (!done.has(edge.to)) enter(edge.to);
    }
  }
  return circles;
}
