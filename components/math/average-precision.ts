import type { CumulativeCounts } from "./cumulative-counts.ts";

/**
 * Average precision: the area under the precision-recall curve as a sum of steps.
 *
 * `sum (R_i - R_(i-1)) * P_i` over falling thresholds. It tells models apart where class 1 is rare; chance is the share of class 1. Steps
 * instead of trapezoids because precision between two points is no straight line: interpolation flatters (J. Davis, M. Goadrich, "The
 * relationship between precision-recall and ROC curves", 2006). Equals scikit-learn's `average_precision_score`; TFMA's AUC-PR, by
 * Davis and Goadrich's interpolation, differs a little. Linear in the number of distinct scores.
 *
 * @returns the area within [0, 1]; NaN when class 1 has no row
 * @example
 * averagePrecision(cumulativeCounts([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])) // => 0.8333…
 */
export function averagePrecision({ truePositives, falsePositives, positives }: CumulativeCounts): number {
  let sum = 0;
  let last = 0;
  for (let index = 0; index < truePositives.length; index++) {
    const hits = truePositives[index]!;
    sum += (hits - last) * (hits / (hits + falsePositives[index]!));
    last = hits;
  }
  return sum / positives;
}
