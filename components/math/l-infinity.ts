/**
 * How far apart are two distributions over categories, at the category where they differ most?
 *
 * Each side is divided by its own total; categories that one side lacks count as 0 there. 0 for equal shares, 1 for nothing in common. For two
 * classes it is the difference of their shares, which is why it is easy to explain. Numbers on a line need another measure.
 *
 * Source: the rule of TFDV, `anomalies/metrics.cc`. Linear in the number of categories.
 *
 * @param left counts by category, each >= 0, sum > 0
 * @param right likewise
 * @throws RangeError when either sum is 0
 * @example
 * lInfinity(new Map([["yes", 1], ["no", 3]]), new Map([["yes", 2], ["no", 2]])) // => 0.25
 */
export function lInfinity<Category>(left: ReadonlyMap<Category, number>, right: ReadonlyMap<Category, number>): number {
  const [leftTotal, rightTotal] = [total(left), total(right)];
  let largest = 0;
  for (const category of new Set([...left.keys(), ...right.keys()])) {
    const difference = (left.get(category) ?? 0) / leftTotal - (right.get(category) ?? 0) / rightTotal;
    largest = Math.max(largest, Math.abs(difference));
  }
  return largest;
}

function total(counts: ReadonlyMap<unknown, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  if (!(sum > 0)) throw new RangeError(`lInfinity: the counts sum up to ${sum}, expected more than 0`);
  return sum;
}

/**
 * How large may this distance be by chance, when both sides were drawn from the same distribution?
 *
 * Three standard deviations of the difference of two shares, at worst (a share of one half): `3 * sqrt(1/4 * (1/n + 1/m))`.
 *
 * @param leftRows number of rows on the left, > 0
 * @param rightRows likewise
 * @example
 * lInfinityByChance(900, 900) // => 0.0707…
 */
export function lInfinityByChance(leftRows: number, rightRows: number): number {
  return 1.5 * Math.sqrt(1 / leftRows + 1 / rightRows);
}
