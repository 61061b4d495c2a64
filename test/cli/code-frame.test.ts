import { describe, expect, it } from "vitest";
import { codeFrame } from "../../cli/code-frame.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import { cellWidth } from "../../util/graph/cell-text.ts";

const at = (line: number, column: number) => ({ line, column });
const wide = (width: number) => ({ ...plainTerminal, width });
/** The line and the mark under it. */
const marked = (source: string, column: number, width = 80) =>
  codeFrame(source, at(1, column), wide(width))
    .slice(1, 3)
    .map((line) => line.slice("    1 | ".length));
/** What stands above the mark. */
const underMark = ([line = "", mark = ""]: readonly string[]) => {
  const cells = [...new Intl.Segmenter("en").segment(line)].map(({ segment }) => segment);
  let width = 0;
  for (const cell of cells) {
    if (width >= mark.length - 1) return cell;
    width += cellWidth(cell);
  }
  return undefined;
};

describe("a code frame", () => {
  it("shows the line, the one before and the one after, with a mark under the column", () => {
    expect(codeFrame("a\nbcd\ne\nf", at(2, 3), plainTerminal)).toEqual([
      "",
      "    1 | a",
      "    2 | bcd",
      "      |   ^",
      "    3 | e",
      "",
    ]);
  });

  it("aligns the numbers of lines", () => {
    const source = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join("\n");
    expect(codeFrame(source, at(9, 1), plainTerminal)).toEqual([
      "",
      "     8 | line 8",
      "     9 | line 9",
      "       | ^",
      "    10 | line 10",
      "",
    ]);
  });

  it.each(["\n", "\r\n", "\r"])("counts lines that end with %j", (end) => {
    expect(codeFrame(["a", "b", "c"].join(end), at(2, 1), plainTerminal)).toEqual([
      "",
      "    1 | a",
      "    2 | b",
      "      | ^",
      "    3 | c",
      "",
    ]);
  });

  it("leaves a byte order mark out", () => {
    expect(marked("\ufeffconst a", 7)).toEqual(["const a", "      ^"]);
  });

  it("leaves an empty next line out", () => {
    expect(codeFrame("a\n\nb", at(1, 1), plainTerminal)).toEqual(["", "    1 | a", "      | ^", ""]);
  });

  it("marks the end of a line that is shorter than the column", () => {
    expect(marked("ab", 100)).toEqual(["ab", "  ^"]);
  });

  it("marks the last, empty line", () => {
    expect(codeFrame("a\n", at(2, 1), plainTerminal)).toEqual(["", "    1 | a", "    2 |", "      | ^", ""]);
  });

  it("is nothing for a line that is not there", () => {
    expect(codeFrame("a", at(2, 1), plainTerminal)).toEqual([]);
    expect(codeFrame("", at(7, 1), plainTerminal)).toEqual([]);
  });

  it("has spaces for tabs", () => {
    expect(marked("\ta\tb", 4)).toEqual(["    a   b", "        ^"]);
    expect(marked("ab\tc", 4)).toEqual(["ab  c", "    ^"]);
  });

  it("counts columns of UTF-16 and places the mark by what a terminal shows", () => {
    const line = 'const 数 = "👩‍🔬", x = 1';
    expect(underMark(marked(line, line.indexOf("x") + 1))).toBe("x");
    const combined = "e\u0301e\u0301 = x";
    expect(underMark(marked(combined, combined.indexOf("x") + 1))).toBe("x");
  });

  it("shows control characters and lets none through", () => {
    expect(marked("a\u001b[31mb\u202e", 7)[0]).toBe("a␛[31mb\ufffd");
  });

  it.each([1, 20, 39, 40, 41, 500, 998, 999, 1000])("cuts a long line around column %d", (column) => {
    const source = Array.from({ length: 1000 }, (_, index) => "abcdefghij"[index % 10]).join("");
    const frame = marked(source, column, 48);
    expect(underMark(frame)).toSatisfy((shown) => shown === source[column - 1] || shown === "…");
    for (const line of frame) expect(line.length).toBeLessThanOrEqual(40);
  });

  it("never hides the marked character behind an ellipsis inside a long line", () => {
    const source = "x".repeat(200);
    for (let column = 2; column < 200; column++) expect(underMark(marked(source, column, 48))).toBe("x");
  });

  it("cuts the lines around at the same place", () => {
    const lines = ["0123456789".repeat(10), "abcdefghij".repeat(10), "ABCDEFGHIJ".repeat(10)].join("\n");
    const [, before, own, , after] = codeFrame(lines, at(2, 56), wide(40)).map((line) => line.slice("    1 | ".length + 1));
    expect(after!.slice(0, 25)).toBe(own!.slice(0, 25).toUpperCase());
    expect(before!.slice(0, 25).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]!)).toBe(own!.slice(0, 25));
  });

  it("takes a line of megabytes at once", () => {
    const source = `${"a".repeat(2_000_000)}!${"b".repeat(2_000_000)}`;
    const started = performance.now();
    expect(underMark(marked(source, 2_000_001))).toBe("!");
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("cuts wide letters whole", () => {
    const source = "数".repeat(300);
    for (const column of [1, 2, 149, 150, 151, 299]) {
      const frame = marked(source, column, 49);
      expect(cellWidth(frame[0]!)).toBeLessThanOrEqual(41);
      expect(frame[1]!.length).toBeLessThanOrEqual(41);
    }
  });
});
