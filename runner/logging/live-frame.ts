import { cellWidth, fitCells, padCells } from "../../util/graph/cell-text.ts";
import type { NodePhase } from "../event.ts";
import { formatDuration } from "./format-duration.ts";
import { type LiveRow, liveRows } from "./live-rows.ts";
import { hasFailed, type RunRecord, stepsOf } from "./run-record.ts";
import { paint, type Segment, type TerminalStyle, type Tone } from "./terminal-style.ts";

export interface FrameSize {
  readonly columns: number;
  /** How many lines the frame may have. */
  readonly lines: number;
}

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

/**
 * The live view of a run at one moment, as lines that fit the terminal: a row per node, under a running one what it wrote last, and at the
 * end how far the run is. When there are more rows than lines, last words go first, then what is finished.
 */
export function liveFrame(record: RunRecord, now: number, size: FrameSize, style: TerminalStyle): readonly string[] {
  const width = Math.max(1, size.columns - 1);
  const { rows, withLogs, notes } = fitRows(liveRows(record, now), Math.max(1, size.lines - 1));
  const nameWidth = Math.min(
    Math.max(0, ...rows.map((row) => 2 * row.depth + cellWidth(row.name))),
    Math.max(8, Math.floor(width * 0.45)),
  );
  const isOver = record.finished !== undefined;
  const lines = rows.flatMap((row) => {
    const line = paint(
      rowSegments(isOver && row.phase === "Running" ? { ...row, phase: "Pending" } : row, nameWidth, width, now, style),
      width,
      style,
    );
    if (!withLogs || isOver || row.log === undefined) return [line];
    return [line, paint([[`${"  ".repeat(row.depth + 1)}${row.log}`, "quiet"]], width, style)];
  });
  const status = paint(statusSegments(record, now), width, style);
  return [...notes.map((note) => paint([[note, "quiet"]], width, style)), ...lines, ...(isOver ? [] : [status])];
}

function fitRows(
  rows: readonly LiveRow[],
  lines: number,
): { rows: readonly LiveRow[]; withLogs: boolean; notes: readonly string[] } {
  const numLogs = rows.filter(({ log }) => log !== undefined).length;
  if (rows.length + numLogs <= lines) return { rows, withLogs: true, notes: [] };
  if (rows.length <= lines) return { rows, withLogs: false, notes: [] };
  let tooMany = rows.length - (lines - 1);
  const kept = rows.filter(({ mayHide }) => !(mayHide && tooMany-- > 0));
  const shown = kept.slice(0, Math.max(0, lines - 1));
  const finished = rows.length - kept.length;
  const others = kept.length - shown.length;
  const note = [...(finished > 0 ? [`${finished} finished`] : []), ...(others > 0 ? [`${others} more`] : [])].join(" and ");
  return { rows: shown, withLogs: false, notes: [`(${note} not shown)`] };
}

function rowSegments(row: LiveRow, nameWidth: number, width: number, now: number, style: TerminalStyle): readonly Segment[] {
  const [sign, tone] = signOf(row.phase, now, style);
  const indent = "  ".repeat(row.depth);
  const name = padCells(row.name, nameWidth - indent.length);
  const nameTone: Tone = tone === "quiet" ? "quiet" : "plain";
  const head: readonly Segment[] = [
    [indent, "plain"],
    [sign, tone],
    [" ", "plain"],
  ];
  const span = row.span === undefined ? "" : formatDuration(row.span);
  if (width < nameWidth + 12) {
    const room = Math.max(4, width - indent.length - 3 - span.length);
    return [...head, [`${fitCells(row.name, room, style.ascii ? ".." : "…")} `, nameTone], [span, "quiet"]];
  }
  const time: Segment = [`  ${span.padStart(6)}`, "quiet"];
  const detail: Segment = [row.detail === "" ? "" : `  ${row.detail}`, tone === "bad" ? "bad" : "quiet"];
  return [...head, [name, nameTone], time, ...barSegments(row.share, width - nameWidth - 12, style), detail];
}

function signOf(phase: NodePhase, now: number, style: TerminalStyle): readonly [string, Tone] {
  if (phase === "Running") {
    const frames = style.ascii ? spinner.ascii : spinner.unicode;
    return [frames[Math.floor(now / spinnerMilliseconds) % frames.length]!, "busy"];
  }
  const [unicode, ascii, tone] = signs[phase];
  return [style.ascii ? ascii : unicode, tone];
}

/** `━━━━━━────  62%`, as long as there is room; the number alone where there is little. */
function barSegments(share: number | undefined, room: number, style: TerminalStyle): readonly Segment[] {
  if (share === undefined) return [];
  const percent = `${Math.floor(share * 100)}%`.padStart(5);
  const length = Math.min(20, room - percent.length - 4);
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

function statusSegments(record: RunRecord, now: number): readonly Segment[] {
  const steps = stepsOf(record.roots);
  const running = steps.filter(({ finished }) => finished === undefined).length;
  const failed = steps.filter(hasFailed).length;
  const span = formatDuration(now - (record.started?.time ?? now));
  return [
    [`${steps.length - running - failed} done, ${running} running`, "strong"],
    [failed === 0 ? "" : `, ${failed} failed`, "bad"],
    [`  ${span}`, "quiet"],
  ];
}
