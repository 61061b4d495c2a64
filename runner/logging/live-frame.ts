import { chooseRows } from "./choose-rows.ts";
import { nameWidthOf, rowLine, rowLines } from "./live-line.ts";
import { type LiveRow, liveEntries, liveRow } from "./live-rows.ts";
import { statusSegments } from "./live-status.ts";
import type { RunRecord } from "./run-record.ts";
import { countRun, wordsOf } from "./step-counts.ts";
import { paint, type TerminalStyle } from "./terminal-style.ts";

export interface FrameSize {
  readonly columns: number;
  /** How many lines the frame may have. */
  readonly lines: number;
}

/** A long detail, such as a reason, has so many lines where there is room for them. */
const detailLines = 4;

/**
 * The live view of a run at one moment, as lines that fit the terminal: a row per node, under a running one what it wrote last, and at the
 * end how far the run is. When there are more rows than lines, last words go first, then long details, then rows that matter less.
 */
export function liveFrame(record: RunRecord, now: number, size: FrameSize, style: TerminalStyle): readonly string[] {
  const width = Math.max(1, size.columns - 1);
  const isOver = record.finished !== undefined;
  const room = Math.max(1, size.lines - 1);
  const { all, frames } = countRun(record.roots);
  const entries = liveEntries(record);
  const isWhole = entries.length <= room;
  const { entries: chosen, hidden } = chooseRows(entries, isWhole ? room : room - 1);
  const rows = chosen.map((entry) => liveRow(entry, now, frames)).map((row) => (isOver ? afterTheEnd(row) : row));
  const look = { width, nameWidth: nameWidthOf(rows, width), now, style };
  const brief = rows.map(withoutLog);
  const ways = isWhole
    ? [
        rows.flatMap((row) => rowLines(row, look, detailLines)),
        brief.flatMap((row) => rowLines(row, look, detailLines)),
        brief.flatMap((row) => rowLines(row, look, 1)),
      ]
    : [];
  const lines = ways.find((way) => way.length <= room) ?? rows.map((row) => rowLine(row, look));
  const note = isWhole ? [] : [paint([[`(${wordsOf(hidden, isOver).join(", ")} not shown)`, "quiet"]], width, style)];
  return [...note, ...lines, ...(isOver ? [] : [paint(statusSegments(record, all, now, width), width, style)])];
}

const withoutLog = ({ log: _, ...row }: LiveRow): LiveRow => row;

/** What was not over when the run was will go no further. */
function afterTheEnd({ log: _, share: __, ...row }: LiveRow): LiveRow {
  if (row.phase === "Running") return { ...row, phase: "Pending" };
  return row.phase === "Pending" ? { ...row, detail: row.span === undefined ? "not begun" : "" } : row;
}
