/**
 * The logarithm of 1 plus a number's size, with the number's sign: near 0 it is the number itself, far out it grows slowly.
 *
 * For columns with a long tail, such as prices and durations. Unlike `log(1 + x)` it is there for every number, also below -1.
 *
 * @example
 * signedLog1p(Math.E - 1) // => 1
 */
export function signedLog1p(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}
