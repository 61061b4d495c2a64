/** For each step the steps that it waits for. */
export type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Leaves out each edge that a longer way implies, so that `depends` reads as a person would write it.
 * Edges on a cycle stay: the check reports them.
 */
export function reduceEdges(edges: Edges): ReadonlyMap<string, readonly string[]> {
  const ancestors = new Map<string, ReadonlySet<string>>();
  const reduced = new Map<string, readonly string[]>();
  for (const [name, direct] of edges) {
    const implied = new Set([...direct].flatMap((parent) => [...ancestorsOf(parent, edges, ancestors)]));
    reduced.set(
      name,
      [...direct].filter((parent) => !implied.has(parent) || ancestorsOf(parent, edges, ancestors).has(name)).sort(),
    );
  }
  return reduced;
}

/** Every step before `name`; on a cycle `name` itself too. */
export function ancestorsOf(name: string, edges: Edges, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const found = new Set<string>();
  const open = [...(edges.get(name) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(edges.get(next) ?? []));
  }
  known.set(name, found);
  return found;
}
