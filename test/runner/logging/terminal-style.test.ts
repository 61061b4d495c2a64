import { expect, test } from "vitest";
import { canRedraw, paint, terminalStyle } from "../../../runner/logging/terminal-style.ts";

test("any NO_COLOR but an empty one takes the colours away", () => {
  expect(terminalStyle({}).colour).toBe(true);
  expect(terminalStyle({ NO_COLOR: "" }).colour).toBe(true);
  expect(terminalStyle({ NO_COLOR: "0" }).colour).toBe(false);
});

test("a plain C locale or the Linux console gets ASCII", () => {
  expect(terminalStyle({ LANG: "en_US.UTF-8" }).ascii).toBe(false);
  expect(terminalStyle({}).ascii).toBe(false);
  expect(terminalStyle({ LANG: "en_US.UTF-8", LC_ALL: "C" }).ascii).toBe(true);
  expect(terminalStyle({ TERM: "linux" }).ascii).toBe(true);
});

test("a line is cut where it is full, colours are closed", () => {
  expect(
    paint(
      [
        ["abc", "good"],
        ["defgh", "bad"],
        ["never", "plain"],
      ],
      6,
      { colour: true, ascii: false },
    ),
  ).toBe("\u001b[32mabc\u001b[39m\u001b[31mde…\u001b[39m");
});

test("pipes, dumb terminals and build machines are not redrawn", () => {
  expect(canRedraw({ isTTY: true }, {})).toBe(true);
  expect(canRedraw({}, {})).toBe(false);
  expect(canRedraw({ isTTY: true }, { TERM: "dumb" })).toBe(false);
  expect(canRedraw({ isTTY: true }, { CI: "true" })).toBe(false);
});
