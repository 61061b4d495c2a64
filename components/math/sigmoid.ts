/**
 * Turns a logit (the logarithm of the odds) into a probability, without overflow for any size.
 *
 * @example
 * sigmoid(0) // => 0.5
 */
export function sigmoid(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const odds = Math.exp(logit);
  return odds / (1 + odds);
}
