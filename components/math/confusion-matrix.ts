/** How often each answer was right and wrong. */
export interface ConfusionMatrix {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/**
 * Counts right and wrong answers when every row with a probability >= `threshold` is taken for class 1. Linear.
 *
 * @param probabilities of class 1, shape `[numExamples]`
 * @param labels 0 or 1, shape `[numExamples]`
 * @example
 * confusionMatrix([0.9, 0.5, 0.1], [1, 0, 0], 0.5) // => { truePositives: 1, falsePositives: 1, trueNegatives: 1, falseNegatives: 0 }
 */
export function confusionMatrix(probabilities: ArrayLike<number>, labels: ArrayLike<number>, threshold: number): ConfusionMatrix {
  let [truePositives, falsePositives, trueNegatives, falseNegatives] = [0, 0, 0, 0];
  for (let index = 0; index < probabilities.length; index++) {
    const taken = probabilities[index]! >= threshold;
    if (labels[index] === 1) taken ? truePositives++ : falseNegatives++;
    else taken ? falsePositives++ : trueNegatives++;
  }
  return { truePositives, falsePositives, trueNegatives, falseNegatives };
}
