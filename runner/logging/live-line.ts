import { cellWidth, fitMiddle, padCells } from "../../util/graph/cell-text.ts";
import { wrapCells } from "../../util/graph/wrap-cells.ts";
import type { NodePhase } from "../event.ts";
import { formatDuration } from "./format-duration.ts";
import type { LiveRow } from "./live-rows.ts";
import { paint, type Segment, type TerminalStyle, type Tone } from "./terminal-style.ts";

const spinner = { unicode: [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"], ascii: [..."|/-\\"] };
const spinnerMilliseconds = 100;

const signs: Readonly<Record<Exclude<NodePhase, "Running">, readonly [unicode: string, ascii: string, tone: Tone]>> = {
  Pending: ["○", ".", "quiet"],
  Succeeded: ["✓", "+", "good"],
  Failed: ["✗", "x", "bad"],
  Error: ["✗", "x", "bad"],
  Skipped: ["–", "-", "quiet"],
  Omitted: ["–", "-", "quiet"],
};

/** The sign and the blank after it. */
const signWidth = 2;
/** The time and the blanks before it. */
const timeWidth = 8;

export interface LineLook {
  /** Cells of a line. */
  readonly width: number;
  /** Cells up to the times. */
  readonly nameWidth: number;
  readonly now: number;
  readonly style: TerminalStyle;
}

/** How many cells the names of rows take: as many as the longest needs, and less than half the line. */
export function nameWidthOf(rows: readonly LiveRow[], width: number): number {
  const longest = Math.max(0, ...rows.map((row) => 2 * row.depth + cellWidth(row.name)));
  return Math.min(longest, Math.max(8, Math.floor(width * 0.45)));
}

/** A row in one line; what does not fit is cut. */
export function rowLine(row: LiveRow, look: LineLook): string {
  return paint([...headSegments(row, look), ...tailSegments(row, look)], look.width, look.style);
}

/** A row in as many lines as it needs: its detail below it where it would be cut, in at most so many lines, and what it wrote last. */
export function rowLines(row: LiveRow, look: LineLook, most: number): readonly string[] {
  const { width, nameWidth, style } = look;
  const isCut = row.detail !== "" && nameWidth + signWidth + timeWidth + 2 + barWidth(row, look) + cellWidth(row.detail) > width;
  const indent = "  ".repeat(row.depth + 1);
  const below = (text: string, tone: Tone): string => paint([[`${indent}${text}`, tone]], width, style);
  const detail = (): readonly string[] => wrapCells(row.detail, width - indent.length, most, style.ascii ? ".." : "…");
  return [
    rowLine(isCut ? { ...row, detail: "" } : row, look),
    ...(isCut ? detail().map((line) => below(line, signOf(row.phase, look)[1] === "bad" ? "bad" : "quiet")) : []),
    ...(row.log === undefined ? [] : [below(row.log, "quiet")]),
  ];
}

function headSegments(row: LiveRow, look: LineLook): readonly Segment[] {
  const [sign, tone] = signOf(row.phase, look);
  const indent = "  ".repeat(row.depth);
  const room = isNarrow(look)
    ? Math.max(4, look.width - indent.length - signWidth - 1 - spanOf(row).length)
    : Math.max(1, look.nameWidth - indent.length);
  const name = fitMiddle(row.name, room, look.style.ascii ? ".." : "…");
  return [
    [indent, "plain"],
    [sign, tone],
    [" ", "plain"],
    [isNarrow(look) ? name : padCells(name, room), tone === "quiet" ? "quiet" : "plain"],
  ];
}

function tailSegments(row: LiveRow, look: LineLook): readonly Segment[] {
  if (isNarrow(look)) return [[` ${spanOf(row)}`, "quiet"]];
  const tone = signOf(row.phase, look)[1] === "bad" ? "bad" : "quiet";
  const detail: Segment = [row.detail === "" ? "" : `  ${row.detail}`, tone];
  return [[`  ${spanOf(row).padStart(6)}`, "quiet"], ...barSegments(row, look), detail];
}

const isNarrow = ({ width, nameWidth }: LineLook): boolean => width < nameWidth + 12;

const spanOf = ({ span }: LiveRow): string => (span === undefined ? "" : formatDuration(span));

function signOf(phase: NodePhase, { now, style }: LineLook): readonly [string, Tone] {
  if (phase === "Running") {
    const frames = style.ascii ? spinner.ascii : spinner.unicode;
    return [frames[Math.floor(now / spinnerMilliseconds) % frames.length]!, "busy"];
  }
  const [unicode, ascii, tone] = signs[phase];
  return [style.ascii ? ascii : unicode, tone];
}

const barWidth = (row: LiveRow, look: LineLook): number => barSegments(row, look).reduce((sum, [text]) => sum + text.length, 0);

/** `━━━━━━────  62%`, as long as there is room; the number alone where there is little. */
function barSegments({ share }: LiveRow, { width, nameWidth, style }: LineLook): readonly Segment[] {
  if (share === undefined) return [];
  const percent = `${Math.floor(share * 100)}%`.padStart(5);
  const length = Math.min(20, width - nameWidth - 12 - percent.length - 4);
  if (length < 6) return [[percent, "busy"]];
  const full = Math.round(share * length);
  const [on, off] = style.ascii ? ["#", "-"] : ["━", "─"];
  return [
    ["  ", "plain"],
    [on.repeat(full), "busy"],
    [off.repeat(length - full), "quiet"],
    [percent, "plain"],
  ];
}
