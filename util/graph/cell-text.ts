import { stripVTControlCharacters } from "node:util";
import { graphemes } from "../graphemes.ts";

/** Blocks of letters that take two cells of a terminal: Unicode's East Asian Width W and F, in coarse ranges. */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]|\ufe0f/u;

/** Longer lines are cut before anything else looks at them. */
const longest = 20_000;

/**
 * One line of text of unknown origin, made safe for a terminal: escape sequences are gone, of a line rewritten by carriage returns the last
 * state is left, tabs and line ends are spaces, and other control characters, those that turn the direction of writing included, are `\ufffd`.
 *
 * @example
 * oneLine("\u001b[31m10%\r100%\u0007") // => "100%\ufffd"
 */
export function oneLine(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  const visible = stripVTControlCharacters(short.toWellFormed());
  const last = visible
    .replace(/[\r\n]+$/, "")
    .split(/\r(?!\n)/)
    .at(-1)!;
  return last
    .replace(/\r?\n/g, " ")
    .replaceAll("\t", "  ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "\ufffd");
}

/** How many cells of a terminal a text takes; combining marks take none, wide letters and emoji two. */
export function cellWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** The text, cut to at most `width` cells, with `…` where something is missing. */
export function fitCells(text: string, width: number, ellipsis = "…"): string {
  if (width <= 0) return "";
  if (cellWidth(text) <= width) return text;
  const room = width - cellWidth(ellipsis);
  if (room < 0) return ellipsis.slice(0, width);
  let kept = "";
  let used = 0;
  for (const { segment } of graphemes(text)) {
    used += graphemeWidth(segment);
    if (used > room) break;
    kept += segment;
  }
  return kept + ellipsis;
}

/**
 * The text, cut in its middle to at most `width` cells: names that begin alike often differ at their ends.
 *
 * @example
 * fitMiddle("train-on-all-regions(17:eu)", 16) // => "train-on…(17:eu)"
 */
export function fitMiddle(text: string, width: number, ellipsis = "…"): string {
  if (cellWidth(text) <= width) return text;
  const tail = Math.floor((width - cellWidth(ellipsis)) / 2);
  if (tail < 2) return fitCells(text, width, ellipsis);
  let kept = "";
  let used = 0;
  for (const { segment } of [...graphemes(text)].toReversed()) {
    used += graphemeWidth(segment);
    if (used > tail) break;
    kept = segment + kept;
  }
  return fitCells(text, width - cellWidth(kept), ellipsis) + kept;
}

/** The text with spaces after it, `width` cells in all; a longer text stays as it is. */
export function padCells(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - cellWidth(text)));
}

function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return /^[\p{Mark}\p{Cf}]+$/u.test(grapheme) ? 0 : 1;
}
