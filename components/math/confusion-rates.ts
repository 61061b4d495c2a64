import type { ConfusionMatrix } from "./confusion-matrix.ts";

/** What a confusion matrix says as shares; each is NaN when there is nothing to divide by. */
export interface ConfusionRates {
  /** Right answers of all. */
  readonly accuracy: number;
  /** Of the rows taken for class 1, those really of it; NaN when none was taken. */
  readonly precision: number;
  /** Of class 1, those found: the true positive rate, sensitivity. NaN when class 1 has no row. */
  readonly recall: number;
  /** Of class 0, those let be: the true negative rate. NaN when class 0 has no row. */
  readonly specificity: number;
  /** Harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`; NaN when nothing is of class 1 or taken for it. */
  readonly f1: number;
  /** Mean of recall and specificity: accuracy as if both classes were as large. */
  readonly balancedAccuracy: number;
  /** Matthews' correlation of answers and labels, within [-1, 1]; 0 when all answers or all labels are alike. */
  readonly matthews: number;
}

/**
 * Accuracy, precision, recall and what else follows from a confusion matrix.
 *
 * Where there is nothing to divide by the answer is NaN and not 0: a share of no rows is unknown. (scikit-learn warns and says 0.)
 * Source of `matthews`: B. W. Matthews, "Comparison of the predicted and observed secondary structure of T4 phage lysozyme" (1975).
 *
 * @example
 * confusionRates({ truePositives: 1, falsePositives: 1, trueNegatives: 2, falseNegatives: 0 }).precision // => 0.5
 */
export function confusionRates(matrix: ConfusionMatrix): ConfusionRates {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = matrix;
  const positives = truePositives + falseNegatives;
  const negatives = trueNegatives + falsePositives;
  const taken = truePositives + falsePositives;
  const left = trueNegatives + falseNegatives;
  const recall = truePositives / positives;
  const specificity = trueNegatives / negatives;
  const spread = Math.sqrt(positives) * Math.sqrt(negatives) * Math.sqrt(taken) * Math.sqrt(left);
  return {
    accuracy: (truePositives + trueNegatives) / (positives + negatives),
    precision: truePositives / taken,
    recall,
    specificity,
    f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives),
    balancedAccuracy: (recall + specificity) / 2,
    matthews: spread === 0 ? 0 : (truePositives * trueNegatives - falsePositives * falseNegatives) / spread,
  };
}
