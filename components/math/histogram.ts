/** Values from `low` up to `high`, and how many there are. Where `low` equals `high`, all of them are that value. */
export interface Bucket {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Buckets side by side, from the smallest value to the largest: each holds its lower edge, the last one its upper edge too. */
export type Histogram = readonly Bucket[];

/**
 * Where are the edges of bins of equal width?
 *
 * @param numBins > 0
 * @returns `numBins + 1` rising edges, or one edge twice when `min` equals `max`; fewer when neighbours are the same double
 * @throws RangeError when `min` is larger than `max` or either is not finite
 * @example
 * equalWidthEdges(0, 10, 4) // => [0, 2.5, 5, 7.5, 10]
 */
export function equalWidthEdges(min: number, max: number, numBins: number): readonly number[] {
  if (!(min <= max && Number.isFinite(min) && Number.isFinite(max)))
    throw new RangeError(`equalWidthEdges: no range from ${min} to ${max}`);
  if (min === max) return [min, max];
  const edges = [min];
  const width = max - min;
  for (let index = 1; index < numBins; index++) {
    const share = index / numBins;
    const edge = Number.isFinite(width) ? min + index * (width / numBins) : min * (1 - share) + max * share;
    if (edge > edges.at(-1)! && edge < max) edges.push(edge);
  }
  return [...edges, max];
}

/**
 * How many values lie between edges, when the values come sorted, each with how often it occurs?
 *
 * @example
 * const histogram = new SortedHistogram([0, 5, 10]);
 * histogram.add(0, 2);
 * histogram.add(5, 1);
 * histogram.add(10, 1);
 * histogram.buckets(); // => [{ low: 0, high: 5, count: 2 }, { low: 5, high: 10, count: 2 }]
 */
export class SortedHistogram {
  readonly #edges: readonly number[];
  readonly #counts: number[];
  #bin = 0;

  /** @param edges rising, at least two */
  constructor(edges: readonly number[]) {
    this.#edges = edges;
    this.#counts = new Array<number>(edges.length - 1).fill(0);
  }

  /** @param value not smaller than the last one, within the edges */
  add(value: number, count: number): void {
    while (this.#bin < this.#counts.length - 1 && value >= this.#edges[this.#bin + 1]!) this.#bin++;
    this.#counts[this.#bin] = this.#counts[this.#bin]! + count;
  }

  buckets(): Histogram {
    return this.#counts.map((count, index) => ({ low: this.#edges[index]!, high: this.#edges[index + 1]!, count }));
  }
}
