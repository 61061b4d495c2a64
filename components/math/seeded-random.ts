/**
 * A source of random numbers that a seed fixes: the same seed gives the same numbers on every machine.
 *
 * train shuffles with it, so that a run can be repeated to the last bit. Not for secrets.
 *
 * Source: C. Doty-Humphrey, "sfc32" of PractRand (2010), a 128-bit state of which one word counts; the state is filled from the seed by
 * splitmix32 and the first 12 numbers are thrown away, as its author does.
 *
 * @param seed any finite number; its lowest 32 bits count
 * @returns a function that gives the next number, uniform in [0, 1), a multiple of 2^-32
 * @example
 * const random = seededRandom(7);
 * random() === seededRandom(7)(); // => true
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  const fill = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
  let [a, b, c, counter] = [fill(), fill(), fill(), 1];
  const next = () => {
    const result = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + result) >>> 0;
    return result / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}
