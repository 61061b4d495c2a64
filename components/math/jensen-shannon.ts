/**
 * Jensen-Shannon divergence between two histograms over the same bins: how much one draw tells about which of the two it came from.
 *
 * `(KL(P, M) + KL(Q, M)) / 2` with `M = (P + Q) / 2`. Symmetric; 0 for equal shapes, 1 for shapes with nothing in common. Many libraries report
 * its square root, the Jensen-Shannon distance: thresholds for one are not those for the other.
 *
 * Source: J. Lin, "Divergence measures based on the Shannon entropy" (1991); base-2 logarithms, as in TFDV `anomalies/metrics.cc`. Linear in
 * the number of bins.
 *
 * @param left counts per bin, shape `[numBins]`, each >= 0, sum > 0
 * @param right counts per bin, shape `[numBins]`, the same bins as `left`
 * @returns divergence in bits, within [0, 1]
 * @throws RangeError when the lengths differ or either sum is 0
 * @example
 * jensenShannon([1, 0], [0, 1]) // => 1
 */
export function jensenShannon(left: readonly number[], right: readonly number[]): number {
  if (left.length !== right.length)
    throw new RangeError(`jensenShannon: ${left.length} bins on the left, ${right.length} on the right`);
  const [leftTotal, rightTotal] = [total(left), total(right)];
  let divergence = 0;
  for (const [bin, count] of left.entries()) {
    const p = count / leftTotal;
    const q = right[bin]! / rightTotal;
    const middle = (p + q) / 2;
    if (p > 0) divergence += (p * Math.log2(p / middle)) / 2;
    if (q > 0) divergence += (q * Math.log2(q / middle)) / 2;
  }
  return Math.min(1, Math.max(0, divergence)); // rounding may step over either end
}

function total(counts: readonly number[]): number {
  const sum = counts.reduce((before, count) => before + count, 0);
  if (!(sum > 0)) throw new RangeError(`jensenShannon: the counts sum up to ${sum}, expected more than 0`);
  return sum;
}

/**
 * How large may this divergence be by chance, when both sides were drawn from the same distribution?
 *
 * Near 0 the divergence is `sum((p - q)^2 / m) / (8 ln 2)`, and that sum is `(1/n + 1/m)` times a chi-square with `numBins - 1` degrees of
 * freedom: mean plus three standard deviations of it.
 *
 * @param numBins that hold anything, >= 1
 * @param leftRows number of rows on the left, > 0
 * @param rightRows likewise
 */
export function jensenShannonByChance(numBins: number, leftRows: number, rightRows: number): number {
  const freedom = Math.max(0, numBins - 1);
  return ((freedom + 3 * Math.sqrt(2 * freedom)) * (1 / leftRows + 1 / rightRows)) / (8 * Math.LN2);
}
