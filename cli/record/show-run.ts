import { join, relative } from "node:path";
import { leftOut } from "../../runner/logging/left-out.ts";
import { metricName } from "../../runner/record/diff-runs.ts";
import type { RecordedStep, WholeRun } from "../../runner/record/read-run.ts";
import { folderName } from "../../runner/run/artifact-key.ts";
import { oneLine } from "../../util/graph/cell-text.ts";
import type { Terminal } from "../terminal.ts";
import { lastLines } from "./last-lines.ts";
import { table } from "./table.ts";
import { commitWords, digestWords, numberWords, phaseWords, sizeWords, spanWords, timeWords, valueWords } from "./words.ts";

/** How much of the log of a step that failed is shown. */
const numLogLines = 15;
/** Of more times that a run went on the last ones. */
const shownTimes = 3;

/** A run with the folder in which it lies now; one that was killed is lost until it goes on. */
export interface ShownRun extends Omit<WholeRun, "phase"> {
  readonly phase: WholeRun["phase"] | "Lost";
  readonly folder: string;
}

/** All that matters of a run, for people. */
export function showRun(run: ShownRun, terminal: Terminal): string {
  const { style } = terminal;
  const took = run.phase === "Lost" ? "" : `, took ${spanWords(run.startedAt, run.finishedAt)}`;
  const message = run.message === "" ? "" : `  ${oneLine(run.message)}\n`;
  const goOn = run.phase === "Lost" ? `  it goes on with: pipewright run --resume ${run.id}\n` : "";
  const parts = [
    `${style.bold(run.id)}  ${phaseWords(run.phase, style)}\n  of ${oneLine(run.pipeline)}, began ${timeWords(run.startedAt)}${took}\n  ${shownFolder(run.folder)}\n${revision(run)}${wentOn(run)}${message}${goOn}`,
    section("Parameters", valueRows(run.parameters), terminal),
    section(
      "Steps",
      run.steps.map((step) => stepRow(step, terminal)),
      terminal,
    ),
    section("Metrics", run.steps.flatMap(metricRows), terminal),
    section(
      "Artifacts",
      run.steps.flatMap((step) => artifactRows(step, run.environment["context"] !== undefined)),
      terminal,
    ),
    ...run.steps.filter(hasFailed).map((step) => lastWords(step, run.folder, terminal)),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** When it went on that had been interrupted: the last times. */
function wentOn({ wentOnAt }: ShownRun): string {
  if (wentOnAt.length === 0) return "";
  const before = wentOnAt.length > shownTimes ? `${wentOnAt.length} times, ` : "";
  return `  interrupted, went on ${before}at ${wentOnAt.slice(-shownTimes).map(timeWords).join(", at ")}\n`;
}

function revision({ environment: { commit, uncommitted, repository } }: Pick<ShownRun, "environment">): string {
  if (commit === undefined) return "";
  return `  at commit ${commitWords(commit, uncommitted !== undefined)}${repository === undefined ? "" : ` (${repository})`}\n`;
}

const shownFolder = (folder: string): string => relative(process.cwd(), folder) || ".";

function section(title: string, rows: readonly (readonly string[])[], terminal: Terminal): string {
  if (rows.length === 0) return "";
  const inside = { ...terminal, width: terminal.width - 2 };
  const text = table([], rows, inside).replace(/^(?=.)/gm, "  ");
  return `${terminal.style.bold(title)}\n${text}`;
}

const valueRows = (values: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
  Object.entries(values).map(([name, value]) => [oneLine(name), valueWords(value)]);

function stepRow(step: RecordedStep, { style }: Terminal): readonly string[] {
  const { phase, message, attempts, cachedRun } = step;
  const isLeftOut = phase === "Skipped" || phase === "Omitted";
  const notes = [
    ...(cachedRun === null ? [] : [`from the cache: ${cachedRun}`]),
    ...(attempts.length > 1 ? [`${attempts.length} tries`] : []),
    ...(isLeftOut ? [leftOut(phase, message)] : message === "" ? [] : [oneLine(message)]),
  ];
  const took = isLeftOut || cachedRun !== null ? "" : spanWords(step.startedAt, step.finishedAt);
  return [oneLine(step.step), phaseWords(phase, style), took, notes.join("; ")];
}

const metricRows = (step: RecordedStep): readonly (readonly string[])[] =>
  step.metrics.map((metric) => [oneLine(step.step), oneLine(metricName(metric)), numberWords(metric.value)]);

/** How large an artifact is that lies elsewhere is not known. */
const artifactRows = ({ step, outputs }: RecordedStep, isFarAway: boolean): readonly (readonly string[])[] =>
  outputs.map(({ output, type, bytes, digest }) => [
    oneLine(`${step}/${output}`),
    oneLine(type ?? ""),
    isFarAway ? "" : sizeWords(bytes),
    digest === null ? "" : digestWords(digest),
  ]);

const hasFailed = ({ phase }: RecordedStep): boolean => phase === "Failed" || phase === "Error";

function lastWords(step: RecordedStep, folder: string, { style }: Terminal): string {
  const node = step.attempts.at(-1)?.node ?? step.node;
  const lines = lastLines(join(folder, "steps", folderName(node), "log"), numLogLines);
  if (lines.length === 0) return "";
  return `${style.bold(`Last lines of ${oneLine(step.step)}`)}\n${lines.map((line) => `  ${oneLine(line)}\n`).join("")}`;
}
