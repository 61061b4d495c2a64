import { aucStandardError } from "../math/auc-standard-error.ts";
import { averagePrecision } from "../math/average-precision.ts";
import { brierScore } from "../math/brier-score.ts";
import { calibrationRatio } from "../math/calibration-ratio.ts";
import { confusionMatrix } from "../math/confusion-matrix.ts";
import { confusionRates } from "../math/confusion-rates.ts";
import { type CumulativeCounts, cumulativeCounts } from "../math/cumulative-counts.ts";
import { logLoss } from "../math/log-loss.ts";
import { rocAuc } from "../math/roc-auc.ts";

/** A model's answers to rows whose truth is known. */
export interface ScoredRows {
  /** Of class 1, shape `[numRows]`, within [0, 1]. */
  readonly probabilities: Float64Array;
  /** 0 or 1, shape `[numRows]`. */
  readonly labels: Uint8Array;
}

/** What each metric says, in the words of the page. */
export const metricMeanings = {
  rows: "rows",
  positives: "rows of class 1",
  loss: "mean of the loss that training made small, without penalties: for two classes the log loss",
  logLoss: "mean binary cross-entropy, in nats: 0 is perfect, 0.693 is a coin",
  auc: "area under the ROC curve: the chance that a row of class 1 scores above one of class 0, a tie counting one half",
  aucStandardError: "how far the AUC may be off by the choice of rows (DeLong): 95 % lie within 1.96 of it",
  averagePrecision: "area under the precision-recall curve in steps (average precision); chance is the share of class 1",
  accuracy: "share of right answers",
  balancedAccuracy: "mean of recall and specificity",
  precision: "share of class 1 among the rows taken for it",
  recall: "share of class 1 that is found",
  specificity: "share of class 0 that is let be",
  f1: "harmonic mean of precision and recall",
  matthews: "correlation of answers and truth",
  brier: "mean squared distance of probability and truth: 0 is perfect, 0.25 is a coin",
  calibration: "sum of probabilities over rows of class 1: 1 is right on the whole",
} as const;

export type MetricName = keyof typeof metricMeanings;

/** null where a metric can't be computed, such as the AUC of one class. */
export type ClassifierMetrics = Readonly<Record<MetricName, number | null>>;

/**
 * All single numbers of a classifier on some rows.
 *
 * @param decisionThreshold rows with at least this probability are taken for class 1: for accuracy, precision, recall, …
 * @param counts of the same rows, when they have been sorted already
 */
export function classifierMetrics(
  { probabilities, labels }: ScoredRows,
  decisionThreshold: number,
  counts: CumulativeCounts = cumulativeCounts(probabilities, labels),
): ClassifierMetrics {
  const cost = logLoss(probabilities, labels);
  const values: Record<MetricName, number> = {
    rows: labels.length,
    positives: counts.positives,
    loss: cost,
    logLoss: cost,
    auc: rocAuc(counts),
    aucStandardError: aucStandardError(counts),
    averagePrecision: averagePrecision(counts),
    ...confusionRates(confusionMatrix(probabilities, labels, decisionThreshold)),
    brier: brierScore(probabilities, labels),
    calibration: calibrationRatio(probabilities, labels),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  ) as ClassifierMetrics;
}
