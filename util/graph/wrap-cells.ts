import { graphemes } from "../graphemes.ts";
import { cellWidth, fitCells } from "./cell-text.ts";

/**
 * A text in lines of at most `width` cells, broken between words, and inside of those that are longer than a line. When there would be more
 * than `most` lines, the last one ends with `…`.
 *
 * @example
 * wrapCells("Waiting for a lock", 11, 3) // => ["Waiting for", "a lock"]
 */
export function wrapCells(text: string, width: number, most: number, ellipsis = "…"): readonly string[] {
  if (width <= 0 || most <= 0) return [];
  const lines: string[] = [];
  let left = text.trim();
  while (left !== "" && lines.length < most) {
    const line = lines.length === most - 1 ? fitCells(left, width, ellipsis) : firstLine(left, width);
    lines.push(line);
    left = left.slice(line.length).trimStart();
  }
  return lines;
}

function firstLine(text: string, width: number): string {
  let used = 0;
  let end = 0;
  let lastBreak = 0;
  for (const { segment, index } of graphemes(text)) {
    if (segment === " ") lastBreak = index;
    used += cellWidth(segment);
    if (used > width) return text.slice(0, lastBreak > 0 ? lastBreak : Math.max(end, segment.length)).trimEnd();
    end = index + segment.length;
  }
  return text;
}
