import { type Edges, topological } from "../plan/topological.ts";

/**
 * Where a step stands in a cover of the graph by chains, and how far up each other chain it waits. Two steps are then compared in
 * constant time, and a chain of any length costs nothing.
 */
interface Reach {
  readonly chain: number;
  readonly position: number;
  /** By chain, the last position on it that comes before this step. */
  readonly others: ReadonlyMap<number, number>;
}

/** Steps that wait for more chains than this keep all their edges: finding out what is implied would cost more than it is worth. */
const maxChains = 256;

const nothing: ReadonlyMap<number, number> = new Map();

/**
 * Leaves out each edge that a longer way implies, so that `depends` reads as a person would write it.
 * Edges on a cycle stay: the check reports them. Takes time in proportion to the edges.
 */
export function reduceEdges(edges: Edges): ReadonlyMap<string, readonly string[]> {
  const reaches = new Map<string, Reach>();
  const lengths: number[] = [];
  for (const name of topological(edges)) {
    const parents = [...edges.get(name)!].flatMap((parent) => reaches.get(parent) ?? []);
    const onto = parents.find(({ chain, position }) => lengths[chain] === position + 1);
    const chain = onto?.chain ?? lengths.push(0) - 1;
    const position = lengths[chain]!++;
    reaches.set(name, { chain, position, others: othersOf(parents, chain) });
  }
  return new Map([...edges].map(([name, direct]) => [name, withoutImplied([...direct], reaches)]));
}

function withoutImplied(direct: readonly string[], reaches: ReadonlyMap<string, Reach>): readonly string[] {
  if (direct.length < 2) return direct;
  return direct.filter((parent) => !direct.some((other) => other !== parent && isBefore(parent, other, reaches))).sort();
}

function isBefore(early: string, late: string, reaches: ReadonlyMap<string, Reach>): boolean {
  const a = reaches.get(early);
  const b = reaches.get(late);
  if (a === undefined || b === undefined) return false;
  return a.chain === b.chain ? a.position < b.position : (b.others.get(a.chain) ?? -1) >= a.position;
}

function othersOf(parents: readonly Reach[], chain: number): ReadonlyMap<number, number> {
  const [only] = parents;
  if (only === undefined) return nothing;
  if (parents.length === 1 && only.chain === chain) return only.others;
  const others = new Map<number, number>();
  const raise = (of: number, position: number) => {
    if (of !== chain && (others.get(of) ?? -1) < position) others.set(of, position);
  };
  for (const parent of parents) {
    raise(parent.chain, parent.position);
    for (const [of, position] of parent.others) raise(of, position);
    if (others.size > maxChains) return nothing;
  }
  return others;
}
