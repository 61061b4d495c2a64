import { cellWidth } from "../util/graph/cell-text.ts";
import { graphemes } from "../util/graphemes.ts";
import { visibleText } from "../util/visible-text.ts";
import type { Terminal } from "./terminal.ts";

/** Where in a text: both count from 1, columns in UTF-16 code units as V8 and TypeScript do. */
export interface FramePlace {
  readonly line: number;
  readonly column: number;
}

const tabWidth = 4;
const margin = "    ";
/** A line is never cut to less. */
const leastRoom = 16;
/** Further than this from the place nothing of a line can be in view. */
const farOff = 2000;

/**
 * The line of a place, the one before and the one after, with a mark under the column. Lines that are wider than the terminal are cut around
 * the mark; tabs are spaces and control characters visible, so that the mark stands where it should.
 * @returns nothing when the text has no such line
 */
export function codeFrame(source: string, { line, column }: FramePlace, { width, style }: Terminal): readonly string[] {
  const lines = source.replace(/^\ufeff/, "").split(/\r\n|[\n\r]/);
  const own = lines[line - 1];
  if (own === undefined) return [];
  const digits = String(line + 1).length;
  const room = Math.max(leastRoom, width - margin.length - digits - " | ".length);
  const at = Math.min(column - 1, own.length);
  const skipped = Math.max(0, at - farOff);
  const cells = (text: string) => cellsOf(text.slice(skipped, at + farOff));
  const mark = cells(own).reduce((sum, cell) => (cell.end <= at - skipped ? sum + cell.width : sum), 0);
  const total = cells(own).reduce((sum, cell) => sum + cell.width, 0);
  const from = total + (skipped > 0 ? 1 : 0) <= room ? 0 : Math.max(0, Math.min(mark - Math.floor((room * 2) / 3), total - room));
  const numbered = (number: number) => {
    const text = windowOf(cells(lines[number - 1]!), from, room, skipped > 0);
    return `${margin}${style.dim(`${String(number).padStart(digits)} |`)} ${text}`.trimEnd();
  };
  const before = line > 1 ? [numbered(line - 1)] : [];
  const after = (lines[line] ?? "") === "" ? [] : [numbered(line + 1)];
  const marked = `${margin}${" ".repeat(digits)} ${style.dim("|")} ${" ".repeat(mark - from)}${style.red("^")}`;
  return ["", ...before, numbered(line), marked, ...after, ""];
}

/** What a reader sees as one character, and where it ends in the text. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly end: number;
}

function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes(line)) {
    const text = segment === "\t" ? " ".repeat(tabWidth - (column % tabWidth)) : visibleText(segment);
    const width = cellWidth(text);
    cells.push({ text, width, end: index + segment.length });
    column += width;
  }
  return cells;
}

/** `room` cells of a line, beginning at `from`; an ellipsis stands where something is missing. */
function windowOf(cells: readonly Cell[], from: number, room: number, cutBefore: boolean): string {
  let text = "";
  let start = 0;
  for (const [index, cell] of cells.entries()) {
    const end = start + cell.width;
    const isFirst = text === "" && start >= from && (from > 0 || (cutBefore && start === 0));
    const isLast = end >= from + room && index < cells.length - 1;
    if (end > from + room) break;
    if (start >= from) text += isFirst || isLast ? "…".padEnd(cell.width) : cell.text;
    else if (end > from) text += " ".repeat(end - from);
    start = end;
  }
  return text;
}
