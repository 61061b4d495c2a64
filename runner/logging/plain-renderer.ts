import { oneLine } from "../../util/graph/cell-text.ts";
import type { NodeAsked, NodeFinished, NodeProgress, NodeStarted, RunEvent, RunStarted } from "../event.ts";
import { answeredWords, isPause } from "./answered-words.ts";
import { formatDuration } from "./format-duration.ts";
import { leftOut } from "./left-out.ts";
import { messageWords } from "./message-words.ts";
import { spanOf, stepsOf } from "./node-record.ts";
import { readScalars } from "./read-scalars.ts";
import { RunRecord } from "./run-record.ts";
import type { RunRenderer } from "./run-renderer.ts";
import { runSummary } from "./summary.ts";

/** A step's progress gets a line each time it passes another tenth. */
const progressShare = 0.1;

/**
 * One line per happening, for pipes and build logs: the time since the run began, the node, what happened. No colours, no cursor; control
 * characters of programs are neutralised. The same events give the same text.
 *
 * ```text
 *    0.0s  run taxi-x7f2 of taxi-retrain
 *    0.1s  ingest  started
 *    0.9s  ingest  | 10,000 rows
 *    1.2s  ingest  succeeded in 1.1s
 * ```
 */
export function plainRenderer(write: (text: string) => void): RunRenderer {
  const record = new RunRecord();
  const shares = new Map<string, number>();
  const line = (event: RunEvent, text: string): void => {
    const since = event.time - (record.started?.time ?? event.time);
    write(`${formatDuration(since).padStart(7)}  ${text}\n`);
  };
  return {
    onPast: (event) => record.add(event),
    onEvent(event) {
      record.add(event);
      for (const text of textsOf(event, record, shares)) line(event, text);
    },
    end(closing = {}) {
      for (const { text } of runSummary(record, closing, (artifact) => readScalars(artifact, record.started?.folder ?? "")))
        write(`${text}\n`);
    },
  };
}

function textsOf(event: RunEvent, record: RunRecord, shares: Map<string, number>): readonly string[] {
  switch (event.type) {
    case "run-started":
      return startTexts(event);
    case "run-finished":
    case "revision-found":
      return [];
    case "run-resumed":
      return [resumedText(record)];
    case "run-stopping":
      return [`stopping: steps have ${event.graceSeconds} s to end; Ctrl-C again ends the run now`];
    case "node-asked":
      return event.parameters.length === 0 && event.until !== undefined
        ? []
        : [`${nameOf(event.node, record)}  ${askedText(event, record)}`];
    case "node-answered":
      return isPause(event) ? [] : [`${nameOf(event.node, record)}  ${answeredWords(event)}`];
    case "node-waiting":
      return event.for === "room" ? [] : [`${nameOf(event.node, record)}  waits: ${oneLine(event.message)}`];
    case "node-started":
      return startTextsOf(event, nameOf(event.node, record));
    case "node-progress":
      return passesShare(event, shares) ? [`${nameOf(event.node, record)}  ${event.done}/${event.total}`] : [];
    case "node-log":
      return [`${nameOf(event.node, record)}  | ${oneLine(event.line)}`];
    case "node-finished":
      return event.node === record.started?.workflow || isStepGroup(event, record)
        ? []
        : [`${nameOf(event.node, record)}  ${endText(event, record)}`];
  }
}

/** Steps side by side have no name that anybody gave them. */
const isStepGroup = ({ node }: NodeFinished, record: RunRecord): boolean => record.node(node)?.started.nodeType === "StepGroup";

/** What a person can do from another terminal. */
function askedText({ node, answer }: NodeAsked, record: RunRecord): string {
  const words = ["pipewright resume", record.started?.runId ?? "last", nameOf(node, record), answer].filter(
    (word) => word !== "",
  );
  return `waits for an answer: ${oneLine(words.join(" "))}`;
}

/** What a person wants to know of a run that goes on: that nothing is done twice. */
function resumedText(record: RunRecord): string {
  const steps = stepsOf(record.roots);
  const ended = steps.filter(({ finished }) => finished !== undefined).length;
  return `goes on: ${ended === 1 ? "1 step has" : `${ended} steps have`} ended and ${ended === 1 ? "is" : "are"} not run again`;
}

function nameOf(node: string, record: RunRecord): string {
  return oneLine(record.shortName(node));
}

function startTexts({ runId, pipeline, parameters, notes }: RunStarted): readonly string[] {
  const given = Object.entries(parameters).map(([name, value]) => `  ${oneLine(name)} = ${oneLine(value)}`);
  return [`run ${oneLine(runId)} of ${oneLine(pipeline)}`, ...given, ...notes.map((note) => `  note: ${oneLine(note)}`)];
}

/** A step with a cache that runs although its result might be there says why. */
function startTextsOf(event: NodeStarted, name: string): readonly string[] {
  if (event.notCached !== undefined) return [`${name}  started, not taken from the cache: ${oneLine(event.notCached)}`];
  return startsQuietly(event) ? [] : [`${name}  started`];
}

/** Frames around steps say only how they ended, and what is skipped only that. */
function startsQuietly({ nodeType }: NodeStarted): boolean {
  return !(["Pod", "Suspend", "HTTP", "Plugin"] as const).some((type) => type === nodeType);
}

function passesShare({ node, done, total }: NodeProgress, shares: Map<string, number>): boolean {
  const share = total > 0 ? Math.floor(Math.min(1, Math.max(0, done / total)) / progressShare + 1e-9) : 0;
  if (!(share > (shares.get(node) ?? 0))) return false;
  shares.set(node, share);
  return true;
}

function endText(event: NodeFinished, record: RunRecord): string {
  const { phase, message, exitCode } = event;
  const text = message === "" ? "" : `: ${messageWords(message)}`;
  const node = record.node(event.node)!;
  const span = formatDuration(spanOf(node, event.time));
  switch (phase) {
    case "Succeeded":
      return event.cachedFrom === undefined
        ? `succeeded in ${span}`
        : `taken from the cache: ${oneLine(event.cachedFrom)} did it`;
    case "Skipped":
    case "Omitted":
      return leftOut(phase, message);
    case "Failed":
    case "Error": {
      const code = exitCode === undefined || message.includes(`exit code ${exitCode}`) ? "" : ` (exit code ${exitCode})`;
      return `failed after ${span}${code}${text}`;
    }
    default:
      return `${phase.toLowerCase()} after ${span}${text}`;
  }
}
