import type { CumulativeCounts } from "./cumulative-counts.ts";

/**
 * The area under the ROC curve, exactly.
 *
 * The chance that a random row of class 1 has a higher score than a random row of class 0, where a tie counts one half. Says how well a
 * model ranks; 0.5 is chance, 1 is perfect; blind to calibration.
 *
 * Source: J. A. Hanley, B. J. McNeil, "The meaning and use of the area under a ROC curve" (1982); the trapezoids under the curve through
 * every distinct score are the same number as Mann-Whitney's U over `positives * negatives`, with mid-ranks for ties. No grid of
 * thresholds, so no error of one; equals scikit-learn's `roc_auc_score`. Linear in the number of distinct scores.
 *
 * @returns the area within [0, 1]; NaN when one of the classes has no row
 * @example
 * rocAuc(cumulativeCounts([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])) // => 0.75
 */
export function rocAuc({ truePositives, falsePositives, positives, negatives }: CumulativeCounts): number {
  let doubledArea = 0;
  let [lastTrue, lastFalse] = [0, 0];
  for (let index = 0; index < truePositives.length; index++) {
    const [hits, alarms] = [truePositives[index]!, falsePositives[index]!];
    doubledArea += (alarms - lastFalse) * (hits + lastTrue);
    [lastTrue, lastFalse] = [hits, alarms];
  }
  return doubledArea / 2 / (positives * negatives);
}
