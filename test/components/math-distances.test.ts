import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jensenShannon, jensenShannonByChance } from "../../components/math/jensen-shannon.ts";
import { lInfinity, lInfinityByChance } from "../../components/math/l-infinity.ts";
import reference from "./reference/distances.json" with { type: "json" };

const asMap = (counts: readonly number[]) => new Map(counts.entries());
const histogram = fc.array(fc.nat(20), { minLength: 2, maxLength: 10 }).filter((counts) => counts.some((count) => count > 0));
const pair = fc.integer({ min: 2, max: 8 }).chain((bins) => {
  const one = fc.array(fc.nat(20), { minLength: bins, maxLength: bins }).filter((counts) => counts.some((count) => count > 0));
  return fc.tuple(one, one);
});

describe("distances agree with SciPy", () => {
  test.each(reference.pairs)("%#", ({ left, right, jensenShannon: expected, lInfinity: largest }) => {
    expect(jensenShannon(left, right)).toBeCloseTo(expected, 12);
    expect(lInfinity(asMap(left), asMap(right))).toBeCloseTo(largest, 12);
  });
});

describe("a distance", () => {
  test("is symmetric, within 0 and 1, and 0 to itself at any scale", () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: 1, max: 9 }), ([left, right], times) => {
        expect(jensenShannon(left, right)).toBeCloseTo(jensenShannon(right, left), 12);
        expect(lInfinity(asMap(left), asMap(right))).toBeCloseTo(lInfinity(asMap(right), asMap(left)), 12);
        for (const value of [jensenShannon(left, right), lInfinity(asMap(left), asMap(right))]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(
          jensenShannon(
            left,
            left.map((count) => count * times),
          ),
        ).toBeCloseTo(0, 12);
        expect(lInfinity(asMap(left), asMap(left.map((count) => count * times)))).toBeCloseTo(0, 12);
      }),
    );
  });

  test("is 1 between shapes with nothing in common, also where one side lacks the names", () => {
    expect(jensenShannon([1, 0], [0, 1])).toBe(1);
    expect(lInfinity(new Map([["a", 2]]), new Map([["b", 3]]))).toBe(1);
  });

  test("refuses nothing at all, and bins that are not the same", () => {
    expect(() => jensenShannon([0, 0], [1, 0])).toThrow("the counts sum up to 0, expected more than 0");
    expect(() => jensenShannon([1], [1, 0])).toThrow("1 bins on the left, 2 on the right");
    fc.assert(
      fc.property(histogram, (counts) => {
        expect(() => lInfinity(new Map(), asMap(counts))).toThrow("sum up to 0");
      }),
    );
  });
});

describe("what chance explains agrees with 20,000 simulated pairs", () => {
  test.each(reference.chance)("$bins bins, $n and $m rows", ({ bins, n, m, meanPlus3Std, shareOfLInfinityAbove }) => {
    // the formula holds near 0, the simulation knows its own tenth
    expect(jensenShannonByChance(bins, n, m) / meanPlus3Std).toBeGreaterThan(0.9);
    expect(jensenShannonByChance(bins, n, m) / meanPlus3Std).toBeLessThan(1.1);
    // three standard deviations of a normal leave 0.27 % outside; with other shares than one half it is less
    expect(shareOfLInfinityAbove["3 std"]).toBeLessThan(0.004);
    expect(lInfinityByChance(n, m)).toBeGreaterThan(0);
  });

  test("and a known value", () => expect(lInfinityByChance(900, 900)).toBeCloseTo(0.0707107, 7));
});
