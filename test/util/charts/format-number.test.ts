import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNumber, tickLabels } from "../../../util/charts/format-number.ts";

test.each([
  [0, "0"],
  [-0, "0"],
  [0.94871, "0.9487"],
  [12, "12"],
  [-3.71828, "−3.718"],
  [1234567, "1,234,567"],
  [123456.789, "123,457"],
  [2.5e-9, "2.5e-9"],
  [-1.5e20, "−1.5e20"],
  [0.0001, "0.0001"],
  [Number.NaN, "–"],
  [Number.POSITIVE_INFINITY, "∞"],
  [Number.NEGATIVE_INFINITY, "−∞"],
])("%d is written %s", (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test.each([
  [
    [0, 0.5, 1],
    ["0.0", "0.5", "1.0"],
  ],
  [
    [-1, 0, 1],
    ["−1", "0", "1"],
  ],
  [
    [-0.5, 0, 0.5],
    ["−0.5", "0.0", "0.5"],
  ],
  [
    [0, 50000, 100000],
    ["0", "50k", "100k"],
  ],
  [
    [0, 500000, 1000000],
    ["0", "0.5M", "1.0M"],
  ],
  [
    [1.00000001, 1.00000002],
    ["1.00000001", "1.00000002"],
  ],
  [
    [0, 2e-9, 4e-9],
    ["0", "2e-9", "4e-9"],
  ],
  [
    [-5e20, 0, 5e20],
    ["−5e20", "0", "5e20"],
  ],
  [[0], ["0"]],
  [[], []],
])("the marks %j are labelled %j", (ticks, labels) => {
  expect(tickLabels(ticks)).toEqual(labels);
});

test("the labels of equal steps all differ", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -12, max: 12 }),
      fc.constantFrom(1, 2, 5),
      (start, power, digit) => {
        const step = digit * 10 ** power;
        const ticks = Array.from({ length: 6 }, (_, index) => (start + index) * step);
        expect(new Set(tickLabels(ticks)).size).toBe(6);
      },
    ),
  );
});
