/**
 * How surprised a model's probabilities are by the labels, on average: the mean binary cross-entropy, in nats.
 *
 * `-mean(y ln p + (1 - y) ln(1 - p))`. 0 is perfect, ln 2 = 0.693 is a coin; one row that is wrong with certainty costs `-ln epsilon`.
 * Probabilities are kept within [epsilon, 1 - epsilon]; the default is what scikit-learn's `log_loss` takes for float64. Linear.
 *
 * @param probabilities of class 1, shape `[numExamples]`, within [0, 1]
 * @param labels 0 or 1, shape `[numExamples]`
 * @returns the mean, >= 0; NaN for no rows
 * @example
 * logLoss([0.5, 0.5], [0, 1]) // => 0.6931…
 */
export function logLoss(probabilities: ArrayLike<number>, labels: ArrayLike<number>, epsilon = Number.EPSILON): number {
  let sum = 0;
  for (let index = 0; index < probabilities.length; index++) {
    const ofLabel = labels[index] === 1 ? probabilities[index]! : 1 - probabilities[index]!;
    sum -= Math.log(Math.min(1 - epsilon, Math.max(epsilon, ofLabel)));
  }
  return sum / probabilities.length;
}
