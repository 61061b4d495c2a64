/**
 * The bucket that a number falls into: how many boundaries are not above it.
 *
 * Bucket 0 lies below the first boundary, bucket i holds [boundaries[i - 1], boundaries[i]), the last has no upper end; the rule of
 * `numpy.digitize` and of TensorFlow Transform's `bucketize`. Logarithmic in the number of boundaries.
 *
 * @param boundaries rising, shape `[numBuckets - 1]`
 * @returns an integer within [0, numBuckets)
 * @example
 * bucketOf([1, 5], 1) // => 1
 */
export function bucketOf(boundaries: readonly number[], value: number): number {
  let [low, high] = [0, boundaries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < boundaries[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
