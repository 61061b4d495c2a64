import { expect, test } from "vitest";
import { cellWidth } from "../../../util/graph/cell-text.ts";
import { wrapCells } from "../../../util/graph/wrap-cells.ts";

test("words stay whole, and what does not fit into the last line is cut", () => {
  expect(wrapCells("Waiting for a lock", 11, 3)).toEqual(["Waiting for", "a lock"]);
  expect(wrapCells("Waiting for a lock", 7, 2)).toEqual(["Waiting", "for a …"]);
  expect(wrapCells("", 7, 2)).toEqual([]);
  expect(wrapCells("a b", 0, 2)).toEqual([]);
});

test("words longer than a line are broken, and wide letters count twice", () => {
  expect(wrapCells("sha256:0123456789abcdef is it", 10, 9)).toEqual(["sha256:012", "3456789abc", "def is it"]);
  expect(wrapCells("数据集数据集", 5, 9)).toEqual(["数据", "集数", "据集"]);
});

test("every line fits, and together they are the text", () => {
  const text = "The cached result of taxi-20261123-221040-c2fd is older than 30d, so it is made anew 👩‍🔬 and kept";
  for (let width = 2; width < 120; width++) {
    const lines = wrapCells(text, width, 99);
    expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(width);
    expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  }
});
