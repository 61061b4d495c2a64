import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalWidthEdges, SortedHistogram } from "../../components/math/histogram.ts";
import { OrderStatistics } from "../../components/math/order-statistics.ts";
import { quantile, quantileHistogram, quantileRanks } from "../../components/math/quantile-histogram.ts";
import { quantilePosition } from "../../components/math/quantile-position.ts";
import { RunningMoments } from "../../components/math/running-moments.ts";
import { TopValues } from "../../components/math/top-values.ts";

/** Values sorted, each once with how often it occurs. */
function counted(values: readonly number[]): readonly (readonly [value: number, count: number])[] {
  const counts = new Map<number, number>();
  for (const value of values.toSorted((left, right) => left - right)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

const fewValues = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 });

describe("mean and standard deviation", () => {
  test("are those of the definition, in any order and grouping", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 }), (values) => {
        const moments = new RunningMoments();
        for (const [value, count] of counted(values)) moments.add(value, count);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
        expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(mean)));
        expect(Math.abs(moments.std - std)).toBeLessThanOrEqual(1e-9 * (1 + std) + 1e-9 * Math.abs(mean));
      }),
    );
  });

  test("of nothing are no numbers", () => {
    expect(new RunningMoments()).toMatchObject({ count: 0, mean: Number.NaN, std: Number.NaN });
  });
});

describe("quantiles", () => {
  test("refuse what lies outside", () => {
    expect(() => quantilePosition(1.1, 5)).toThrow("share is 1.1, expected 0 to 1");
    expect(() => quantilePosition(0.5, 0)).toThrow("count is 0, expected at least 1");
    expect(() => new OrderStatistics([2]).at(2)).toThrow("nothing is known of rank 2 among 0 values");
  });

  test("rise, begin with the least value and end with the largest", () => {
    fc.assert(
      fc.property(fewValues, fc.integer({ min: 1, max: 12 }), (values, steps) => {
        const shares = Array.from({ length: steps + 1 }, (_, index) => index / steps);
        const order = new OrderStatistics(quantileRanks(shares, values.length));
        for (const [value, count] of counted(values)) order.add(value, count);
        const found = shares.map((share) => quantile(share, values.length, order).value);
        expect(found).toEqual(found.toSorted((left, right) => left - right));
        expect([found[0], found.at(-1)]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });

  test("as buckets count every value once, where it lies", () => {
    fc.assert(
      fc.property(fewValues, fc.integer({ min: 1, max: 12 }), (values, numBins) => {
        const shares = Array.from({ length: numBins + 1 }, (_, index) => index / numBins);
        const order = new OrderStatistics(quantileRanks(shares, values.length));
        for (const [value, count] of counted(values)) order.add(value, count);
        const buckets = quantileHistogram(numBins, values.length, order);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        for (const [index, { low, high, count }] of buckets.entries()) {
          const isLast = index === buckets.length - 1;
          const own = buckets[index - 1]?.high === low && buckets[index - 1]?.low === low; // the point before has taken them
          const inside = values.filter((value) =>
            low === high ? value === low : (own ? value > low : value >= low) && (isLast ? value <= high : value < high),
          );
          expect(count).toBe(inside.length);
        }
      }),
    );
  });
});

describe("bins of equal width", () => {
  test("count every value once, each bin with its lower edge", () => {
    fc.assert(
      fc.property(fewValues, fc.integer({ min: 1, max: 12 }), (values, numBins) => {
        const edges = equalWidthEdges(Math.min(...values), Math.max(...values), numBins);
        const histogram = new SortedHistogram(edges);
        for (const [value, count] of counted(values)) histogram.add(value, count);
        for (const [index, { low, high, count }] of histogram.buckets().entries()) {
          const isLast = index === edges.length - 2;
          expect(count).toBe(values.filter((value) => value >= low && (value < high || (isLast && value === high))).length);
        }
      }),
    );
  });

  test("reach over any range of doubles", () => {
    const edges = equalWidthEdges(-1.7e308, 1.7e308, 4).map((edge) => edge / 1.7e308);
    expect(edges).toEqual([-1, expect.closeTo(-0.5, 12), 0, expect.closeTo(0.5, 12), 1]);
    expect(equalWidthEdges(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]); // as NumPy's linspace
    expect(equalWidthEdges(5, 5, 10)).toEqual([5, 5]);
    expect(equalWidthEdges(1, 1 + Number.EPSILON, 10)).toEqual([1, 1 + Number.EPSILON]);
    expect(() => equalWidthEdges(2, 1, 10)).toThrow("no range from 2 to 1");
  });
});

test("the most frequent values are those that a full sort would give", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (counts, limit) => {
      const top = new TopValues<number>(limit);
      for (const [value, count] of counts.entries()) top.add(value, count);
      const sorted = counts.map((count, value) => ({ value, count })).sort((left, right) => right.count - left.count);
      expect(top.list()).toEqual(sorted.slice(0, limit));
    }),
  );
});
