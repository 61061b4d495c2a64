import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf } from "../../components/math/bucket-of.ts";
import { seededRandom } from "../../components/math/seeded-random.ts";
import { shuffle } from "../../components/math/shuffle.ts";
import { sigmoid } from "../../components/math/sigmoid.ts";
import { signedLog1p } from "../../components/math/signed-log1p.ts";
import { thinCurve } from "../../components/math/thin-curve.ts";
import { fnv1a } from "../../util/fnv1a.ts";

describe("seeded random numbers", () => {
  const take = (seed: number, count: number) =>
    Array.from(
      { length: count },
      (
        (random) => () =>
          random()
      )(seededRandom(seed)),
    );

  it("are the same for the same seed and others for another", () => {
    expect(take(7, 20)).toEqual(take(7, 20));
    expect(take(7, 20)).not.toEqual(take(8, 20));
  });

  it("are spread evenly: ten bins of 100,000 numbers each hold a tenth, within five standard deviations", () => {
    const bins = new Array<number>(10).fill(0);
    for (const value of take(1, 100_000)) bins[Math.floor(value * 10)]!++;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.1 * 0.9));
  });

  it("bring every order of three about equally often", () => {
    const random = seededRandom(3);
    const orders = new Map<string, number>();
    for (let trial = 0; trial < 6000; trial++) {
      const order = shuffle(Uint32Array.of(0, 1, 2), random).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt((6000 * 5) / 36));
  });
});

describe("small functions of numbers", () => {
  it("FNV-1a gives the published values", () => {
    // From the test vectors of the IETF draft.
    expect([fnv1a(""), fnv1a("a"), fnv1a("foobar")]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  it("a boundary counts to the bucket above it", () => {
    expect([0, 1, 4.9, 5, 9].map((value) => bucketOf([1, 5], value))).toEqual([0, 1, 1, 2, 2]);
    expect(bucketOf([], 3)).toBe(0);
  });

  it("a bucket's number is how many boundaries are not above the value", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.integer({ min: -10, max: 10 }), (values, value) => {
        const boundaries = [...new Set(values)].sort((a, b) => a - b);
        expect(bucketOf(boundaries, value)).toBe(boundaries.filter((boundary) => boundary <= value).length);
      }),
    );
  });

  it("sigmoids of large logits stay numbers, and mirror each other", () => {
    expect([sigmoid(-1000), sigmoid(0), sigmoid(1000)]).toEqual([0, 0.5, 1]);
    expect(sigmoid(2) + sigmoid(-2)).toBeCloseTo(1, 15);
  });

  it("the signed logarithm is odd and there for every number", () => {
    expect(signedLog1p(-5)).toBe(-Math.log(6));
    expect(signedLog1p(1e-18)).toBe(1e-18);
  });

  it("a thinned curve keeps both ends and has no gap wider than step by more than one point", () => {
    const curve = Array.from({ length: 10_001 }, (_, index) => [index / 10_000, (index / 10_000) ** 2] as const);
    const thin = thinCurve(curve, 0.01);
    expect(thin.length).toBeLessThan(205);
    expect([thin[0], thin.at(-1)]).toEqual([curve[0], curve.at(-1)]);
    for (const [index, [x]] of thin.entries()) expect(x - (thin[index - 1]?.[0] ?? 0)).toBeLessThan(0.0102);
  });
});
