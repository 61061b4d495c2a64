/**
 * What are the mean and the spread of values that come one after the other, each with how often it occurs?
 *
 * Welford's update with weights, from the first value as origin: nothing is kept, and no large squares cancel each other. The standard deviation is that of the
 * values themselves (divided by n, not n - 1): statistics describe the rows that are there.
 *
 * Source: D. H. D. West, "Updating mean and variance estimates: an improved method" (1979). Constant memory; a handful of operations a value.
 *
 * @example
 * const moments = new RunningMoments();
 * moments.add(1, 2);
 * moments.add(4, 1);
 * moments.mean; // => 2
 * moments.std;  // => 1.4142135623730951
 */
export class RunningMoments {
  /** The first value: differences from it keep their digits where the values lie far from zero. */
  #origin = 0;
  #count = 0;
  #mean = 0;
  #squares = 0;

  /** @param count how often the value occurs, > 0 */
  add(value: number, count = 1): void {
    if (this.#count === 0) this.#origin = value;
    this.#count += count;
    const shifted = value - this.#origin;
    const difference = shifted - this.#mean;
    this.#mean += (difference * count) / this.#count;
    this.#squares += count * difference * (shifted - this.#mean);
  }

  /** Values seen, each as often as it occurs. */
  get count(): number {
    return this.#count;
  }

  /** NaN before the first value. */
  get mean(): number {
    return this.#count === 0 ? Number.NaN : this.#origin + this.#mean;
  }

  /** Population standard deviation; NaN before the first value. */
  get std(): number {
    return this.#count === 0 ? Number.NaN : Math.sqrt(this.#squares / this.#count);
  }
}
