/** For each step the steps that it waits for. */
export type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** Names after all that they wait for; those on a cycle, or after one, are left out. */
export function topological(edges: Edges): readonly string[] {
  const waiting = new Map<string, number>();
  const followers = new Map<string, string[]>();
  for (const [name, direct] of edges) {
    waiting.set(name, direct.size);
    for (const parent of direct) {
      const known = followers.get(parent);
      if (known === undefined) followers.set(parent, [name]);
      else known.push(name);
    }
  }
  const order = [...edges.keys()].filter((name) => waiting.get(name) === 0);
  for (const name of order) {
    for (const follower of followers.get(name) ?? []) {
      const left = waiting.get(follower)! - 1;
      waiting.set(follower, left);
      if (left === 0) order.push(follower);
    }
  }
  return order;
}
