import type { ScoredRows } from "./classifier-metrics.ts";

/**
 * How the probabilities of each class are spread: rows per bin, in equally wide bins over [0, 1], the last one closed. Linear.
 *
 * @returns two lists of shape `[numBins]`
 * @example
 * scoreHistogram({ probabilities: Float64Array.of(0.1, 0.9), labels: Uint8Array.of(0, 1) }, 2) // => { negatives: [1, 0], positives: [0, 1] }
 */
export function scoreHistogram(
  { probabilities, labels }: ScoredRows,
  numBins: number,
): { readonly negatives: readonly number[]; readonly positives: readonly number[] } {
  const negatives = new Array<number>(numBins).fill(0);
  const positives = new Array<number>(numBins).fill(0);
  for (const [row, probability] of probabilities.entries()) {
    const bin = Math.min(numBins - 1, Math.floor(probability * numBins));
    (labels[row] === 1 ? positives : negatives)[bin]!++;
  }
  return { negatives, positives };
}
