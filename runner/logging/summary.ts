import { formatNumber } from "../../util/charts/format-number.ts";
import { oneLine, padCells } from "../../util/graph/cell-text.ts";
import type { ArtifactRecord, NodePhase } from "../event.ts";
import { formatDuration } from "./format-duration.ts";
import { messageWords, wasStopped } from "./message-words.ts";
import { hasFailed, lastTry, type NodeRecord, notCachedOf, phaseOf, spanOf, stepsOf } from "./node-record.ts";
import type { Scalars } from "./read-scalars.ts";
import type { RunRecord } from "./run-record.ts";
import type { RunClosing } from "./run-renderer.ts";

/** One line of the summary, and how it may be emphasised. */
export interface SummaryLine {
  readonly text: string;
  readonly tone: "plain" | "good" | "bad" | "quiet";
}

const shownFailures = 5;
const shownReasons = 5;
const shownNames = 3;
const shownLogLines = 5;
const shownScalars = 12;

/**
 * What is left to say when a run is over: how it ended and how long it took, each failure with its message and last log lines, what could not
 * be taken from the cache, the numbers of its metrics, where the report is, how to go on.
 */
export function runSummary(
  record: RunRecord,
  closing: RunClosing,
  scalarsOf: (artifact: ArtifactRecord) => Scalars,
): readonly SummaryLine[] {
  const steps = stepsOf(record.roots);
  const failed = steps.filter((step) => hasFailed(step) && !wasStopped(step.finished?.message ?? ""));
  return [
    headline(record, steps),
    ...failed.slice(0, shownFailures).flatMap((step) => failureLines(step, record)),
    ...(failed.length > shownFailures ? [quiet(`and ${failed.length - shownFailures} more failures`)] : []),
    ...notCachedLines(steps, record),
    ...steps.flatMap((step) => metricsLines(step, record, scalarsOf)),
    ...(closing.report === undefined ? [] : [plain(`report  ${oneLine(closing.report)}`)]),
    ...(closing.goOn ?? []).map((line) => plain(oneLine(line))),
  ];
}

function headline(record: RunRecord, steps: readonly NodeRecord[]): SummaryLine {
  const { started, finished } = record;
  const name = oneLine(started?.pipeline ?? "run");
  const counts = countsOf(steps);
  if (finished === undefined) return { text: `${name} did not finish: ${counts}`, tone: "bad" };
  const span = formatDuration(finished.time - (started?.time ?? finished.time));
  const says = finished.message !== "" && finished.phase !== "Succeeded";
  const message =
    !says || (finished.interrupted === true && wasStopped(finished.message)) ? "" : ` (${messageWords(finished.message)})`;
  const verb =
    finished.interrupted === true ? "was stopped after" : finished.phase === "Succeeded" ? "succeeded in" : "failed after";
  return { text: `${name} ${verb} ${span}: ${counts}${message}`, tone: finished.phase === "Succeeded" ? "good" : "bad" };
}

const words: readonly (readonly [NodePhase, string])[] = [
  ["Succeeded", "succeeded"],
  ["Failed", "failed"],
  ["Error", "broken"],
  ["Running", "not finished"],
  ["Pending", "not begun"],
  ["Skipped", "skipped"],
  ["Omitted", "omitted"],
];

/** "7 steps succeeded, 1 failed, 2 omitted". */
function countsOf(steps: readonly NodeRecord[]): string {
  const parts = words.flatMap(([phase, word]) => {
    const count = steps.filter((step) => phaseOf(step) === phase).length;
    return count === 0 ? [] : [{ count, word }];
  });
  if (parts.length === 0) return "no steps";
  return parts
    .map(({ count, word }, at) => (at === 0 ? `${count} ${count === 1 ? "step" : "steps"} ${word}` : `${count} ${word}`))
    .join(", ");
}

function failureLines(step: NodeRecord, record: RunRecord): readonly SummaryLine[] {
  const own = messageWords(step.finished?.message ?? "");
  const last = messageWords(lastTry(step).finished?.message ?? "");
  const message = last === "" || last === own ? own : own === "" ? last : `${own}; ${last}`;
  const tries = step.started.nodeType === "Retry" && step.children.length > 1 ? ` in each of ${step.children.length} tries` : "";
  const span = formatDuration(spanOf(step, step.started.time));
  const lines = lastTry(step).lastLines.slice(-shownLogLines);
  return [
    {
      text: `${oneLine(record.shortName(step.node))} failed${tries} after ${span}${message === "" ? "" : `: ${message}`}`,
      tone: "bad",
    },
    ...lines.map(({ line }) => quiet(`  | ${oneLine(line)}`)),
  ];
}

/** Why steps with a cache were run although their results might be there: those of one reason together. */
function notCachedLines(steps: readonly NodeRecord[], record: RunRecord): readonly SummaryLine[] {
  const reasons = Map.groupBy(
    steps.filter((step) => notCachedOf(step) !== undefined),
    (step) => notCachedOf(step)!,
  );
  const lines = [...reasons].map(([reason, those]) => {
    const names = those.slice(0, shownNames).map(({ node }) => oneLine(record.shortName(node)));
    const more = those.length > shownNames ? ` and ${those.length - shownNames} more` : "";
    return quiet(`${names.join(", ")}${more} not taken from the cache: ${oneLine(reason)}`);
  });
  const left = lines.length - shownReasons;
  return [...lines.slice(0, shownReasons), ...(left > 0 ? [quiet(`and ${left} more reasons not to take from the cache`)] : [])];
}

function metricsLines(
  step: NodeRecord,
  record: RunRecord,
  scalarsOf: (artifact: ArtifactRecord) => Scalars,
): readonly SummaryLine[] {
  const lines = (lastTry(step).finished?.artifacts ?? []).flatMap((artifact) => {
    const scalars = scalarsOf(artifact);
    if (scalars.length === 0) return [];
    const shown = scalars
      .slice(0, shownScalars)
      .map(([name, value]) => [oneLine(name), formatNumber(value ?? Number.NaN)] as const);
    const width = Math.max(...shown.map(([name]) => name.length));
    const more = scalars.length > shownScalars ? [quiet(`  and ${scalars.length - shownScalars} more`)] : [];
    return [
      plain(`${oneLine(record.shortName(step.node))} ${oneLine(artifact.name)}`),
      ...shown.map(([name, value]) => plain(`  ${padCells(name, width)}  ${value}`)),
      ...more,
    ];
  });
  return lines;
}

function plain(text: string): SummaryLine {
  return { text, tone: "plain" };
}

function quiet(text: string): SummaryLine {
  return { text, tone: "quiet" };
}
