import type { CumulativeCounts } from "./cumulative-counts.ts";

/**
 * The precision-recall curve: for each threshold, which share of class 1 is found (x) and which share of what is taken for class 1 is
 * really of it (y).
 *
 * Starts at recall 0 with precision 1 by convention, then a point per distinct score from the highest down; the points of scikit-learn's
 * `precision_recall_curve` in the other direction.
 *
 * @returns points (recall, precision), shape `[numThresholds + 1, 2]`; empty when class 1 has no row
 * @example
 * precisionRecallCurve(cumulativeCounts([0.9, 0.1], [1, 0])) // => [[0, 1], [1, 1], [1, 0.5]]
 */
export function precisionRecallCurve(counts: CumulativeCounts): readonly (readonly [recall: number, precision: number])[] {
  const { truePositives, falsePositives, positives } = counts;
  if (positives === 0) return [];
  const points: [number, number][] = [[0, 1]];
  for (const [index, hits] of truePositives.entries()) points.push([hits / positives, hits / (hits + falsePositives[index]!)]);
  return points;
}
