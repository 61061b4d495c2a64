import type { Bucket, Histogram } from "./histogram.ts";
import type { OrderStatistics } from "./order-statistics.ts";
import { interpolate, quantilePosition } from "./quantile-position.ts";

/** A place on the line of values, with how many values are smaller, and how many are not larger. */
interface Boundary {
  readonly value: number;
  readonly below: number;
  readonly through: number;
}

/** The ranks that `quantile(...)` needs to know for these shares. */
export function quantileRanks(shares: readonly number[], count: number): readonly number[] {
  return shares.flatMap((share) => {
    const { lower, upper } = quantilePosition(share, count);
    return [lower, upper];
  });
}

/**
 * The quantile of a share, by definition 7 (see quantile-position.ts), with the number of values below it and up to it.
 *
 * @param count of all values, > 0
 */
export function quantile(share: number, count: number, statistics: OrderStatistics): Boundary {
  const position = quantilePosition(share, count);
  const [below, above] = [statistics.at(position.lower), statistics.at(position.upper)];
  const value = interpolate(position, below.value, above.value);
  if (value === below.value) return below;
  if (value === above.value) return above;
  return { value, below: below.through, through: below.through };
}

/**
 * Buckets between quantiles at equal steps: about the same number of values in each. A value so frequent that several quantiles fall on it has a
 * bucket of its own, of no width; its neighbours do not count it again.
 *
 * @param numBins how many steps, > 0
 * @param count of all values, > 0
 * @example
 * // of 0, 0, 0, 0, 0, 0, 1, 2, 3, 4 with numBins 5 the quantiles are 0, 0, 0, 0.4, 2.2, 4
 * // => [0 to 0: 6, 0 to 0.4: 0, 0.4 to 2.2: 2, 2.2 to 4: 2]
 */
export function quantileHistogram(numBins: number, count: number, statistics: OrderStatistics): Histogram {
  const boundaries = Array.from({ length: numBins + 1 }, (_, index) => quantile(index / numBins, count, statistics));
  const buckets: Bucket[] = [];
  let left: Boundary & { readonly counted: number } = { ...boundaries[0]!, counted: 0 };
  for (const [index, right] of boundaries.entries()) {
    if (index === 0) continue;
    if (right.value > left.value) {
      const isLast = index === boundaries.length - 1;
      const until = isLast ? right.through : right.below;
      buckets.push({ low: left.value, high: right.value, count: until - left.counted });
      left = { ...right, counted: until };
    } else if (left.counted < left.through) {
      buckets.push({ low: left.value, high: left.value, count: left.through - left.counted });
      left = { ...left, counted: left.through };
    }
  }
  return buckets;
}
