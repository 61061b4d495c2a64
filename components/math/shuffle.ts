/**
 * Brings numbers into a random order, in place; every order is equally likely.
 *
 * Source: R. Durstenfeld, "Algorithm 235: Random permutation" (1964), the Fisher-Yates shuffle. Linear.
 *
 * @param indices what to shuffle, usually the row numbers 0, 1, 2, …
 * @param random gives numbers in [0, 1): see seeded-random.ts
 * @returns the same array
 * @example
 * shuffle(Uint32Array.of(0, 1, 2), seededRandom(1)) // => the same order every time
 */
export function shuffle(indices: Uint32Array, random: () => number): Uint32Array {
  for (let last = indices.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = indices[last]!;
    indices[last] = indices[other]!;
    indices[other] = moved;
  }
  return indices;
}
