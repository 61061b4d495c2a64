/** Per distinct score, from the highest down: how many rows have at least that score. */
export interface CumulativeCounts {
  /** Falling, shape `[numThresholds]`. */
  readonly thresholds: Float64Array;
  /** Rows of class 1 with a score >= the threshold, shape `[numThresholds]`; the last is `positives`. */
  readonly truePositives: Float64Array;
  /** Rows of class 0 with a score >= the threshold, shape `[numThresholds]`; the last is `negatives`. */
  readonly falsePositives: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Sorts scores once and counts both classes from the top: all that ROC and precision-recall curves are made of.
 *
 * Rows with the same score stand or fall together, so ties need no further care. `n log n`.
 *
 * @param scores a model's scores, shape `[numExamples]`, finite; higher means more likely class 1
 * @param labels 0 or 1, shape `[numExamples]`
 * @throws RangeError when the lengths differ, a score is not finite, or a label is neither 0 nor 1
 * @example
 * cumulativeCounts([0.9, 0.5, 0.5], [1, 0, 1]).truePositives // => Float64Array [1, 2]
 */
export function cumulativeCounts(scores: ArrayLike<number>, labels: ArrayLike<number>): CumulativeCounts {
  if (scores.length !== labels.length) {
    throw new RangeError(`expected as many labels as scores, got ${labels.length} labels for ${scores.length} scores`);
  }
  const order = Uint32Array.from(scores, (_, index) => index).sort((a, b) => scores[b]! - scores[a]!);
  const thresholds = new Float64Array(order.length);
  const truePositives = new Float64Array(order.length);
  const falsePositives = new Float64Array(order.length);
  let [found, positives, negatives] = [0, 0, 0];
  for (const index of order) {
    const score = scores[index]!;
    if (!Number.isFinite(score)) throw new RangeError(`score ${index} is ${score}; scores must be finite`);
    const label = labels[index]!;
    if (label === 1) positives++;
    else if (label === 0) negatives++;
    else throw new RangeError(`label ${index} is ${label}; labels must be 0 or 1`);
    if (found === 0 || score !== thresholds[found - 1]) thresholds[found++] = score;
    truePositives[found - 1] = positives;
    falsePositives[found - 1] = negatives;
  }
  return {
    thresholds: thresholds.slice(0, found),
    truePositives: truePositives.slice(0, found),
    falsePositives: falsePositives.slice(0, found),
    positives,
    negatives,
  };
}
