/** Between which two of the sorted values a quantile lies, and how far along. */
export interface QuantilePosition {
  /** Rank of the value below, from 0. */
  readonly lower: number;
  /** Rank of the value above: `lower` or `lower + 1`. */
  readonly upper: number;
  /** 0 at the value below, 1 at the value above. */
  readonly weight: number;
}

/**
 * Where in `count` sorted values does the quantile of `share` lie?
 *
 * Definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages" (1996): linear between the order statistics, the default of R,
 * NumPy and pandas. The minimum is the quantile 0, the maximum the quantile 1.
 *
 * @param share within [0, 1]
 * @param count > 0
 * @throws RangeError outside of these
 * @example
 * quantilePosition(0.25, 6) // => { lower: 1, upper: 2, weight: 0.25 }
 */
export function quantilePosition(share: number, count: number): QuantilePosition {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantilePosition: share is ${share}, expected 0 to 1`);
  if (!(count > 0)) throw new RangeError(`quantilePosition: count is ${count}, expected at least 1`);
  const position = share * (count - 1);
  const lower = Math.floor(position);
  return { lower, upper: Math.min(lower + 1, count - 1), weight: position - lower };
}

/**
 * The quantile at a position, between the two values that stand there.
 *
 * @example
 * interpolate({ lower: 1, upper: 2, weight: 0.25 }, 10, 20) // => 12.5
 */
export function interpolate({ weight }: QuantilePosition, below: number, above: number): number {
  if (weight === 0 || below === above) return below;
  return below * (1 - weight) + above * weight;
}
