/**
 * The mean squared distance between probability and label.
 *
 * 0 is perfect, 0.25 is a coin, 1 is certain and always wrong; it punishes bad ranking and bad calibration, and a single miss never
 * dominates as in the log loss. Source: G. W. Brier, "Verification of forecasts expressed in terms of probability" (1950), in the halved
 * form for two classes, as scikit-learn's `brier_score_loss`. Linear.
 *
 * @param probabilities of class 1, shape `[numExamples]`, within [0, 1]
 * @param labels 0 or 1, shape `[numExamples]`
 * @returns the mean within [0, 1]; NaN for no rows
 * @example
 * brierScore([0.8], [1]) // => 0.04
 */
export function brierScore(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < probabilities.length; index++) sum += (probabilities[index]! - labels[index]!) ** 2;
  return sum / probabilities.length;
}
