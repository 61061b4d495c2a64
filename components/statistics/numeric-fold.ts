import type { NumericStatistics } from "../formats/statistics-file.ts";
import { equalWidthEdges, SortedHistogram } from "../math/histogram.ts";
import { OrderStatistics } from "../math/order-statistics.ts";
import { quantile, quantileHistogram, quantileRanks } from "../math/quantile-histogram.ts";
import { RunningMoments } from "../math/running-moments.ts";
import { TopValues, type ValueCount } from "../math/top-values.ts";

/** What is known of a column before its values come. */
export interface NumericRange {
  /** Values that are neither missing, NaN nor infinite. */
  readonly finite: number;
  /** Ends of the bins of equal width; at least the column's own range. */
  readonly min: number;
  readonly max: number;
}

/** How much is wanted. */
export interface FoldSettings {
  readonly numHistogramBins: number;
  readonly numQuantiles: number;
  readonly numTopValues: number;
}

/** The figures of a numeric column that come from its sorted values. */
export type Folded = Pick<
  NumericStatistics,
  "zeros" | "mean" | "std" | "min" | "max" | "quantiles" | "histogram" | "quantileHistogram" | "distinct"
> & {
  readonly top: readonly ValueCount<number>[];
};

/**
 * All figures of a numeric column from one walk over its finite values, sorted, each value once with how often it occurs.
 * Sorted values have one order only, so every figure is the same on any machine and for any number of threads. Memory does not grow with rows.
 */
export class NumericFold {
  readonly #range: NumericRange;
  readonly #settings: FoldSettings;
  readonly #moments = new RunningMoments();
  readonly #histogram: SortedHistogram;
  readonly #order: OrderStatistics;
  readonly #top: TopValues<number>;
  readonly #shares: readonly number[];
  #distinct = 0;
  #zeros = 0;
  #min = Number.NaN;
  #max = Number.NaN;

  constructor(range: NumericRange, settings: FoldSettings) {
    this.#range = range;
    this.#settings = settings;
    this.#shares = equalSteps(settings.numQuantiles);
    this.#histogram = new SortedHistogram(equalWidthEdges(range.min, range.max, settings.numHistogramBins));
    this.#order = new OrderStatistics(quantileRanks([...this.#shares, ...equalSteps(settings.numHistogramBins)], range.finite));
    this.#top = new TopValues(settings.numTopValues);
  }

  /** @param value larger than the last one */
  add(value: number, count: number): void {
    if (this.#distinct === 0) this.#min = value;
    this.#max = value;
    this.#distinct++;
    if (value === 0) this.#zeros = count;
    this.#moments.add(value, count);
    this.#histogram.add(value, count);
    this.#order.add(value, count);
    this.#top.add(value, count);
  }

  /** @throws Error when fewer or more values came than were announced */
  end(): Folded {
    const { finite } = this.#range;
    if (this.#moments.count !== finite)
      throw new Error(`NumericFold: ${finite} values were announced, ${this.#moments.count} came`);
    return {
      distinct: this.#distinct,
      zeros: this.#zeros,
      mean: finiteOrNull(this.#moments.mean),
      std: finiteOrNull(this.#moments.std),
      min: this.#min,
      max: this.#max,
      quantiles: this.#shares.map((share) => quantile(share, finite, this.#order).value),
      histogram: [...this.#histogram.buckets()],
      quantileHistogram: [...quantileHistogram(this.#settings.numHistogramBins, finite, this.#order)],
      top: this.#top.list(),
    };
  }
}

/** The figures of a column without finite values. */
export const nothingFolded: Folded = {
  distinct: 0,
  zeros: 0,
  mean: null,
  std: null,
  min: null,
  max: null,
  quantiles: [],
  histogram: [],
  quantileHistogram: [],
  top: [],
};

const equalSteps = (steps: number): readonly number[] => Array.from({ length: steps + 1 }, (_, index) => index / steps);

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
