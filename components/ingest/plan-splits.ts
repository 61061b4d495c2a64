/** A split and its share of the buckets: `from` <= bucket < `to`. */
export interface PlannedSplit {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Gives each split its buckets: as many as its weight, in the alphabetical order of the names, so that the order in which they are written
 * does not matter. The result is ordered by weight, the largest first, then by name.
 *
 * @param weights whole numbers > 0
 * @example
 * planSplits({ train: 8, eval: 2 }) // => [{ name: "train", from: 2, to: 10 }, { name: "eval", from: 0, to: 2 }]
 */
export function planSplits(weights: Readonly<Record<string, number>>): readonly PlannedSplit[] {
  const planned: PlannedSplit[] = [];
  let next = 0;
  for (const [name, weight] of Object.entries(weights).sort(byName)) {
    planned.push({ name, from: next, to: next + weight });
    next += weight;
  }
  // the sort is stable: equal weights stay in the order of names
  return planned.sort((left, right) => right.to - right.from - (left.to - left.from));
}

const byName = ([left]: readonly [string, number], [right]: readonly [string, number]): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** How many buckets there are. */
export function bucketCount(splits: readonly PlannedSplit[]): number {
  return Math.max(...splits.map(({ to }) => to));
}
