import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellWidth, fitCells, oneLine, padCells } from "../../../util/graph/cell-text.ts";

describe("one line", () => {
  test.each([
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]0;window title\u0007text", "text"],
    ["\u001b[2J\u001b[1;1Hgone", "gone"],
    ["10%\r 50%\r100%", "100%"],
    ["windows line\r\n", "windows line"],
    ["a\tb", "a  b"],
    ["a\nb", "a b"],
    ["bell\u0007 null\u0000 delete\u007f c1\u009b", "bell\ufffd null\ufffd delete\ufffd c1\ufffd"],
    ["\u202egnp.exe", "\ufffdgnp.exe"],
    ["\ud800", "\ufffd"],
  ])("%j is shown as %j", (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });

  test("a line of ten megabytes is cut", () => {
    expect(oneLine("x".repeat(10_000_000))).toHaveLength(20_001);
  });

  test("of any text holds nothing that moves a cursor", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(oneLine(text)),
      ),
    );
  });
});

test.each([
  ["abc", 3],
  ["日本", 4],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["✓", 1],
  ["한글", 4],
  ["", 0],
])("%j is %d cells wide", (text, width) => {
  expect(cellWidth(text)).toBe(width);
});

test.each([
  ["abcdef", 6, "abcdef"],
  ["abcdef", 5, "abcd…"],
  ["日本語", 5, "日本…"],
  ["日本語", 4, "日…"],
  ["abc", 1, "…"],
  ["abc", 0, ""],
])("%j in %d cells is %j", (text, width, fitted) => {
  expect(fitCells(text, width)).toBe(fitted);
});

test("padding counts cells, not letters", () => {
  expect(padCells("日本", 6)).toBe("日本  ");
  expect(padCells("abc", 2)).toBe("abc");
});

test("a fitted text is never wider than its room", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 30 }), (text, width) => {
      expect(cellWidth(fitCells(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});
