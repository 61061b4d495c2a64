import { oneLine } from "../../util/graph/cell-text.ts";
import type { NodeFinished, RunEvent } from "../event.ts";
import { formatDuration } from "./format-duration.ts";
import { liveFrame } from "./live-frame.ts";
import { messageWords, wasStopped } from "./message-words.ts";
import { isFrame, spanOf } from "./node-record.ts";
import { readScalars } from "./read-scalars.ts";
import { RunRecord } from "./run-record.ts";
import type { RunRenderer } from "./run-renderer.ts";
import { runSummary } from "./summary.ts";
import { TerminalFrame } from "./terminal-frame.ts";
import { paint, type Segment, terminalStyle } from "./terminal-style.ts";

/** A terminal; `process.stdout` is one. */
export interface LiveStream {
  write(text: string): unknown;
  readonly columns?: number;
  readonly rows?: number;
}

/** What a test replaces. */
export interface LiveOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Calls something again and again until the returned function is called. */
  readonly every?: (milliseconds: number, call: () => void) => () => void;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Calls something when the process ends, unless the returned function is called before. */
  readonly onExit?: (call: () => void) => () => void;
}

const redrawMilliseconds = 100;
/** The last frame stays in the terminal's history, where more room is than on the screen. */
const lastFrameLines = 200;

/**
 * Shows a run in a terminal: a row per node with its state, time, progress and last words, redrawn in place ten times a second. Failed steps
 * leave their last log lines above. The cursor is hidden meanwhile and comes back, also when the process ends early.
 */
export function liveRenderer(stream: LiveStream, options: LiveOptions = {}): RunRenderer {
  const { now = Date.now, every = repeat, env = process.env, onExit = atExit } = options;
  const style = terminalStyle(env);
  const record = new RunRecord();
  const frame = new TerminalFrame(stream, () => stream.columns || 80);
  let above: string[] = [];
  const line = (segments: readonly Segment[]): string => paint(segments, Math.max(1, (stream.columns || 80) - 1), style);
  const draw = (lines = Math.max(3, (stream.rows || 24) - 1)): void => {
    frame.draw(above, liveFrame(record, now(), { columns: stream.columns || 80, lines }, style));
    above = [];
  };
  const stop = every(redrawMilliseconds, () => draw());
  const forgetExit = onExit(() => frame.restore());
  return {
    onPast: (event) => record.add(event),
    onEvent(event) {
      record.add(event);
      above.push(...aboveSegments(event, record).map(line));
    },
    end(closing = {}) {
      stop();
      draw(lastFrameLines);
      frame.restore();
      forgetExit();
      for (const { text, tone } of runSummary(record, closing, (artifact) => readScalars(artifact, record.started?.folder ?? "")))
        stream.write(`${style.colour ? paint([[text, tone]], Number.POSITIVE_INFINITY, style) : text}\n`);
    },
  };
}

/** What stays in the terminal's history: what a run is given and a failed step's last words. */
function aboveSegments(event: RunEvent, record: RunRecord): readonly (readonly Segment[])[] {
  if (event.type === "run-started") {
    const given = Object.entries(event.parameters).map(([name, value]): readonly Segment[] => [
      [`  ${oneLine(name)} = ${oneLine(value)}`, "quiet"],
    ]);
    const notes = event.notes.map((note): readonly Segment[] => [[`  note: ${oneLine(note)}`, "quiet"]]);
    return [
      [
        [oneLine(event.pipeline), "strong"],
        [`  ${oneLine(event.runId)}`, "quiet"],
      ],
      ...given,
      ...notes,
    ];
  }
  return event.type === "node-finished" ? failureSegments(event, record) : [];
}

function failureSegments(event: NodeFinished, record: RunRecord): readonly (readonly Segment[])[] {
  const node = record.node(event.node)!;
  if ((event.phase !== "Failed" && event.phase !== "Error") || isFrame(node) || node.started.nodeType === "Retry") return [];
  if (wasStopped(event.message)) return [];
  const message = event.message === "" ? "" : `: ${messageWords(event.message)}`;
  const headline = `${oneLine(record.shortName(event.node))} failed after ${formatDuration(spanOf(node, event.time))}${message}`;
  return [[[headline, "bad"]], ...node.lastLines.map((entry): readonly Segment[] => [[`  | ${oneLine(entry.line)}`, "quiet"]])];
}

function repeat(milliseconds: number, call: () => void): () => void {
  const timer = setInterval(call, milliseconds).unref();
  return () => clearInterval(timer);
}

function atExit(call: () => void): () => void {
  process.once("exit", call);
  return () => process.removeListener("exit", call);
}
