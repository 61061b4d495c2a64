import type { ConfusionMatrix } from "../math/confusion-matrix.ts";
import type { CumulativeCounts } from "../math/cumulative-counts.ts";
import type { ReliabilityBin } from "../math/reliability-curve.ts";
import type { ClassifierMetrics } from "./classifier-metrics.ts";
import type { Slice } from "./slices.ts";
import type { MetricValues, Verdict } from "./thresholds.ts";

/** All that is known about a model after its evaluation: what the metrics file and the page are made of. */
export interface Evaluation {
  readonly split: string;
  readonly label: string;
  readonly decisionThreshold: number;
  readonly metrics: ClassifierMetrics;
  readonly counts: CumulativeCounts;
  readonly reliability: readonly ReliabilityBin[];
  /** Per class, the rows in each of equally wide bins of probability. */
  readonly scoreHistogram: { readonly negatives: readonly number[]; readonly positives: readonly number[] };
  readonly confusion: readonly (ConfusionMatrix & { readonly threshold: number })[];
  readonly slices: readonly Slice[];
  readonly minSliceSize: number;
  readonly baseline: MetricValues | undefined;
  readonly verdicts: readonly Verdict[];
  /** What a reader has to know beside the numbers, in sentences. */
  readonly notes: readonly string[];
}
