import type { CumulativeCounts } from "./cumulative-counts.ts";

/**
 * The ROC curve: for each threshold, which share of class 0 is taken for class 1 (x) and which share of class 1 is found (y).
 *
 * Starts at (0, 0), above every score, and ends at (1, 1), at the lowest; a point per distinct score. As scikit-learn's `roc_curve` with
 * `drop_intermediate=False`.
 *
 * @returns points (false positive rate, true positive rate), both rising, shape `[numThresholds + 1, 2]`; empty when a class has no row
 * @example
 * rocCurve(cumulativeCounts([0.9, 0.1], [1, 0])) // => [[0, 0], [0, 1], [1, 1]]
 */
export function rocCurve(counts: CumulativeCounts): readonly (readonly [falsePositiveRate: number, truePositiveRate: number])[] {
  const { truePositives, falsePositives, positives, negatives } = counts;
  if (positives === 0 || negatives === 0) return [];
  const points: [number, number][] = [[0, 0]];
  for (const [index, hits] of truePositives.entries()) points.push([falsePositives[index]! / negatives, hits / positives]);
  return points;
}
