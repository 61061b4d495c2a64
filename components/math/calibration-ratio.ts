/**
 * Whether a model's probabilities are right on the whole: their sum over the sum of the labels.
 *
 * 1 is calibrated in the large, 1.2 means that class 1 is foretold a fifth too often. As TFMA's `calibration`. Linear.
 *
 * @param probabilities of class 1, shape `[numExamples]`
 * @param labels 0 or 1, shape `[numExamples]`
 * @returns the ratio, >= 0; NaN when class 1 has no row
 * @example
 * calibrationRatio([0.5, 0.7], [0, 1]) // => 1.2
 */
export function calibrationRatio(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let [foretold, seen] = [0, 0];
  for (let index = 0; index < probabilities.length; index++) {
    foretold += probabilities[index]!;
    seen += labels[index]!;
  }
  return seen === 0 ? Number.NaN : foretold / seen;
}
