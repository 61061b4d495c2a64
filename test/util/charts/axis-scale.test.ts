import { expect, test } from "vitest";
import { axisScale } from "../../../util/charts/axis-scale.ts";

const range = [0, 100] as const;
const labels = (values: readonly number[], more: object = {}): readonly string[] =>
  axisScale({ values, range, numTicks: 5, ...more }).ticks.map(({ label }) => label);

test("the axis is rounded outwards to its marks", () => {
  const scale = axisScale({ values: [0.13, 0.87], range, numTicks: 5 });
  expect(scale.domain).toEqual([0, 1]);
  expect(scale.at(0.5)).toBe(50);
});

test("whole numbers get no marks between them", () => {
  expect(labels([1, 2, 3])).toEqual(["1", "2", "3"]);
});

test("a constant gets room on both sides", () => {
  expect(axisScale({ values: [5, 5], range, numTicks: 5 }).domain).toEqual([4, 6]);
  expect(axisScale({ values: [0.25], range, numTicks: 5 }).at(0.25)).toBeCloseTo(50, 6);
});

test("no value, or none that is finite, gives zero to one", () => {
  expect(axisScale({ values: [Number.NaN, Number.POSITIVE_INFINITY], range, numTicks: 5 }).domain).toEqual([0, 1]);
});

test("bars start at zero", () => {
  expect(axisScale({ values: [90, 100], withZero: true, range, numTicks: 5 }).domain).toEqual([0, 100]);
});

test("fixed ends are kept, useless ones are not", () => {
  expect(axisScale({ values: [0.2], domain: [0, 1], range, numTicks: 5 }).domain).toEqual([0, 1]);
  expect(axisScale({ values: [0, 1], domain: [Number.NaN, 1], range, numTicks: 5 }).domain).toEqual([0, 1]);
  expect(axisScale({ values: [0, 1], domain: [3, 3], range, numTicks: 5 }).domain).toEqual([0, 1]);
});

test("the largest numbers there are do not overflow", () => {
  const scale = axisScale({ values: [-Number.MAX_VALUE, Number.MAX_VALUE], range, numTicks: 5 });
  expect(scale.at(0)).toBeCloseTo(50, 6);
  expect(scale.ticks.length).toBeGreaterThan(1);
});
