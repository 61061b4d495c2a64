/** What a model foretold and what came, for the rows of one bin. */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean probability of class 1. */
  readonly meanProbability: number;
  /** Share of class 1. */
  readonly positiveShare: number;
}

/**
 * The reliability curve: of all rows with a probability near 30 %, are some 30 % of class 1?
 *
 * Bins of equal width over [0, 1]; a probability on an inner edge counts to the bin below; bins without rows are left out. The bins and
 * means of scikit-learn's `calibration_curve` with `strategy="uniform"`. Linear.
 *
 * @param probabilities of class 1, shape `[numExamples]`, within [0, 1]
 * @param labels 0 or 1, shape `[numExamples]`
 * @returns bins with rows, from low to high probability
 * @example
 * reliabilityCurve([0.1, 0.2, 0.9], [0, 1, 1], 2) // => [{ count: 2, meanProbability: 0.15…, positiveShare: 0.5 }, { count: 1, … }]
 */
export function reliabilityCurve(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  numBins: number,
): readonly ReliabilityBin[] {
  const counts = new Float64Array(numBins);
  const foretold = new Float64Array(numBins);
  const seen = new Float64Array(numBins);
  for (let index = 0; index < probabilities.length; index++) {
    const bin = Math.max(0, Math.ceil(probabilities[index]! * numBins) - 1);
    counts[bin]!++;
    foretold[bin]! += probabilities[index]!;
    seen[bin]! += labels[index]!;
  }
  const bins = Array.from(counts, (count, bin) => ({
    count,
    meanProbability: foretold[bin]! / count,
    positiveShare: seen[bin]! / count,
  }));
  return bins.filter(({ count }) => count > 0);
}
