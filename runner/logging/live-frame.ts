import { cellWidth, fitCells, padCells } from "../../util/graph/cell-text.ts";
import type { NodePhase } from "../event.ts";
import { chooseRows } from "./choose-rows.ts";
import { formatDuration } from "./format-duration.ts";
import { type LiveRow, liveEntries, liveRow } from "./live-rows.ts";
import type { RunRecord } from "./run-record.ts";
import { countRun, type StepCounts, wordsOf } from "./step-counts.ts";
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
 * end how far the run is. When there are more rows than lines, last words go first, then rows that matter less.
 */
export function liveFrame(record: RunRecord, now: number, size: FrameSize, style: TerminalStyle): readonly string[] {
  const width = Math.max(1, size.columns - 1);
  const { all, frames } = countRun(record.roots);
  const { rows, withLogs, notes } = fitRows(record, now, Math.max(1, size.lines - 1), frames);
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
  const status = paint(statusSegments(record, all, now, width), width, style);
  return [...notes.map((note) => paint([[note, "quiet"]], width, style)), ...lines, ...(isOver ? [] : [status])];
}

interface FittedRows {
  readonly rows: readonly LiveRow[];
  readonly withLogs: boolean;
  readonly notes: readonly string[];
}

function fitRows(record: RunRecord, now: number, lines: number, counts: Parameters<typeof liveRow>[2]): FittedRows {
  const entries = liveEntries(record);
  const fits = entries.length <= lines;
  const { entries: chosen, hidden } = chooseRows(entries, fits ? lines : lines - 1);
  const rows = chosen.map((entry) => liveRow(entry, now, counts));
  const numLogs = rows.filter(({ log }) => log !== undefined).length;
  const words = Object.entries(hidden).flatMap(([word, count]) => (count === 0 ? [] : [`${count} ${word}`]));
  return { rows, withLogs: fits && rows.length + numLogs <= lines, notes: fits ? [] : [`(${words.join(", ")} not shown)`] };
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

/** How far the run is. Where there is little room the time and what failed come first. */
function statusSegments(record: RunRecord, counts: StepCounts, now: number, width: number): readonly Segment[] {
  if (record.stopping !== undefined)
    return stoppingSegments(record.stopping.time + record.stopping.graceSeconds * 1000 - now, counts, width);
  const span = formatDuration(now - (record.started?.time ?? now));
  const failed = counts.failed === 0 ? "" : `, ${counts.failed} failed`;
  const waiting = counts.waiting === 0 ? "" : `, ${counts.waiting} waiting`;
  const wide: readonly Segment[] = [
    [`${counts.done} done, ${counts.running} running${waiting}`, "strong"],
    [failed, "bad"],
    [`  ${span}`, "quiet"],
  ];
  if (wide.reduce((sum, [text]) => sum + text.length, 0) <= width) return wide;
  const words = wordsOf({ ...counts, failed: 0 }).toReversed();
  return [
    [`${span} `, "quiet"],
    [counts.failed === 0 ? "" : ` ${counts.failed} failed`, "bad"],
    [` ${words.join(", ")}`, "strong"],
  ];
}

/** What one Ctrl-C does, and what a second one would. */
function stoppingSegments(left: number, { running }: StepCounts, width: number): readonly Segment[] {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const steps = running === 1 ? "1 step has" : `${running} steps have`;
  const long = `stopping: ${steps} ${seconds} s to end; Ctrl-C again ends the run now`;
  return [[long.length <= width ? long : `stopping, ${seconds} s; Ctrl-C again: now`, "busy"]];
}
