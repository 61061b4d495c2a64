/**
 * The most that can be there at the same time, of things of which some come before others.
 *
 * A set without any two in an order is an antichain; by Dilworth's theorem with weights the heaviest weighs the sum of all, less the
 * largest flow from each thing, as far as its weight, to those that come after it.
 *
 * @param weights of each thing, at least 0
 * @param before for each thing the things that come before it; numbers less than those of the things themselves or not, without a circle
 * @example
 * heaviestAntichain([1, 2, 4], [[], [0], [0]]) // => 6: the first is over when the others begin
 */
export function heaviestAntichain(weights: readonly number[], before: readonly (readonly number[])[]): number {
  const earlier = closure(before);
  const left = [...weights]; // what of a thing may still flow out of it
  const right = [...weights]; // and into it
  const flow = weights.map(() => new Map<number, number>());
  const later = weights.map((_weight, index) => weights.flatMap((_, other) => (earlier[other]!.has(index) ? [other] : [])));
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const start of weights.keys()) {
    while (left[start]! > 0) {
      const pushed = push(start, left[start]!, later, right, flow, new Set());
      if (pushed === 0) break;
      left[start]! -= pushed;
      total -= pushed;
    }
  }
  return total;
}

/** Sends as much as possible along one way from a thing to one that still takes some, over what was sent before where that helps. */
function push(
  from: number,
  amount: number,
  later: readonly (readonly number[])[],
  right: number[],
  flow: readonly Map<number, number>[],
  seen: Set<number>,
): number {
  for (const to of later[from]!) {
    if (seen.has(to)) continue;
    seen.add(to);
    let sent = Math.min(amount, right[to]!);
    if (sent > 0) right[to]! -= sent;
    else {
      for (const [other, others] of flow.entries()) {
        const back = others.get(to) ?? 0;
        if (back === 0) continue;
        sent = push(other, Math.min(amount, back), later, right, flow, seen);
        if (sent === 0) continue;
        others.set(to, back - sent);
        break;
      }
    }
    if (sent === 0) continue;
    flow[from]!.set(to, (flow[from]!.get(to) ?? 0) + sent);
    return sent;
  }
  return 0;
}

/** All that comes before each thing, also by way of others. */
function closure(before: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  const known: (Set<number> | undefined)[] = before.map(() => undefined);
  const all = (index: number): Set<number> => {
    const found = known[index];
    if (found !== undefined) return found;
    const made = new Set<number>();
    known[index] = made;
    for (const one of before[index]!) for (const each of [one, ...all(one)]) made.add(each);
    return made;
  };
  return before.map((_one, index) => all(index));
}
