import { expect, test } from "vitest";
import { type Pixel, thinPoints } from "../../../util/charts/thin-points.ts";

test("a short line comes back as it is", () => {
  const points: readonly Pixel[] = [[0, 1], null, [2, 3]];
  expect(thinPoints(points)).toBe(points);
});

test("of many points in one column the first, lowest, highest and last stay in their order", () => {
  const points: readonly Pixel[] = [
    [0, 5],
    [0.1, 9],
    [0.2, 6],
    [0.3, 1],
    [0.4, 4],
    [7, 2],
  ];
  expect(thinPoints(points, 3)).toEqual([
    [0, 5],
    [0.1, 9],
    [0.3, 1],
    [0.4, 4],
    [7, 2],
  ]);
});

test("a spike among a hundred thousand points is still there, and gaps stay gaps", () => {
  const points: Pixel[] = Array.from({ length: 100_000 }, (_, index) => [index / 200, 0]);
  points[54_321] = [54_321 / 200, 99];
  points[80_000] = null;
  const thin = thinPoints(points);
  expect(thin.length).toBeLessThan(2100);
  expect(thin).toContainEqual([54_321 / 200, 99]);
  expect(thin.filter((point) => point === null)).toHaveLength(1);
});
