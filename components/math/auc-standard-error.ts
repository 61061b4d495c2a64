import type { CumulativeCounts } from "./cumulative-counts.ts";

/**
 * How far the area under the ROC curve may be off because the rows are a sample: its standard error.
 *
 * About two thirds of repeated samples lie within one of it, 95 % within 1.96. On 1,500 rows it is some 0.005: smaller differences between
 * two models say little.
 *
 * Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more correlated ROC curves" (1988): the
 * variance of each row's share in the area, over both classes; ties count one half. Linear in the number of distinct scores.
 *
 * @returns the standard error, >= 0; NaN when a class has fewer than two rows
 * @example
 * aucStandardError(cumulativeCounts([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])) // => 0.3535…
 */
export function aucStandardError({ truePositives, falsePositives, positives, negatives }: CumulativeCounts): number {
  let [sumOfPositives, squaresOfPositives, sumOfNegatives, squaresOfNegatives] = [0, 0, 0, 0];
  let [lastTrue, lastFalse] = [0, 0];
  for (let index = 0; index < truePositives.length; index++) {
    const tiedPositives = truePositives[index]! - lastTrue;
    const tiedNegatives = falsePositives[index]! - lastFalse;
    // Of the other class, the share that a row of this score beats, or is beaten by.
    const beaten = (negatives - lastFalse - tiedNegatives / 2) / negatives;
    const beatenBy = (lastTrue + tiedPositives / 2) / positives;
    sumOfPositives += tiedPositives * beaten;
    squaresOfPositives += tiedPositives * beaten ** 2;
    sumOfNegatives += tiedNegatives * beatenBy;
    squaresOfNegatives += tiedNegatives * beatenBy ** 2;
    [lastTrue, lastFalse] = [truePositives[index]!, falsePositives[index]!];
  }
  const varianceOfPositives = (squaresOfPositives - sumOfPositives ** 2 / positives) / (positives - 1);
  const varianceOfNegatives = (squaresOfNegatives - sumOfNegatives ** 2 / negatives) / (negatives - 1);
  return Math.sqrt(Math.max(0, varianceOfPositives) / positives + Math.max(0, varianceOfNegatives) / negatives);
}
