import { describe, expect, it } from "vitest";
import { durationWords } from "../../util/duration-words.ts";
import { cellWidth } from "../../util/graph/cell-text.ts";
import { visibleText } from "../../util/visible-text.ts";
import { wrapText } from "../../util/wrap-text.ts";

describe("wrapped text", () => {
  it("is broken at spaces, and loses nothing", () => {
    const text = "The quick brown fox jumps over the lazy dog, again and again.";
    for (let width = 1; width < 70; width++) {
      const lines = wrapText(text, width);
      expect(lines.join(" ")).toBe(text);
      for (const line of lines) expect(cellWidth(line) <= width || !line.includes(" ")).toBe(true);
    }
  });

  it("keeps its own lines, and words that are longer than one", () => {
    expect(wrapText("a\n\nbb cc", 2)).toEqual(["a", "", "bb", "cc"]);
    expect(wrapText("a incomprehensibilities b", 5)).toEqual(["a", "incomprehensibilities", "b"]);
  });

  it("counts cells, not characters", () => {
    expect(wrapText("数数 数数", 5)).toEqual(["数数", "数数"]);
  });
});

describe("visible text", () => {
  it("lets no control character through, and keeps lines and tabs", () => {
    expect(visibleText("a\u001b[31mb\u0000\u007f\r\n\tc\u202ed")).toBe("a␛[31mb␀\ufffd␍\n\tc\ufffdd");
  });
});

describe("a length of time in words", () => {
  it.each([
    [43_200, "12 h"],
    [5400, "90 min"],
    [86_400, "1 d"],
    [90, "90 s"],
    [1.5, "1.5 s"],
    [0, "0 s"],
  ] as const)("%d seconds are %s", (seconds, words) => expect(durationWords(seconds)).toBe(words));
});
