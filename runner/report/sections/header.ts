import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { NodePhase } from "../../event.ts";
import { formatDuration } from "../../logging/format-duration.ts";
import { formatBytes } from "../format-bytes.ts";
import type { ReportRun, RunState } from "../report-run.ts";
import { moment, valuesTable } from "./html.ts";

const words: Readonly<Record<RunState, readonly [text: string, tone: string]>> = {
  succeeded: ["Succeeded", "good"],
  failed: ["Failed", "bad"],
  stopped: ["Stopped", "warn"],
  unfinished: ["Did not finish", "warn"],
};

/** Of more breaks the last ones. */
const shownBreaks = 5;

/** Which run this is, how it ended, when it ran and what it was given. */
export function headerSection(run: ReportRun): string {
  const { started, finished } = run.record;
  const [text, tone] = words[run.state];
  const message =
    finished?.message === undefined || finished.message === ""
      ? ""
      : `<p class="note ${tone}">${escapeHtml(finished.message)}</p>`;
  const unfinished =
    run.state === "unfinished"
      ? `<p class="note warn">The record of this run has no end: the program that ran it was killed, or is still running.</p>`
      : "";
  const notes = (started?.notes ?? []).map((note) => `<li>${escapeHtml(note)}</li>`).join("");
  const parameters = valuesTable(started?.parameters ?? {});
  return `<header>
<p class="muted">Pipewright run</p>
<h1>${escapeHtml(started?.pipeline ?? "Unknown pipeline")} <span class="badge ${tone}">${text}</span></h1>
<p class="muted"><code>${escapeHtml(started?.runId ?? "")}</code>${startText(run.from)}</p>
${breaksPart(run)}${lockPart(run)}${message}${unfinished}
<div class="tiles">${tiles(run)
    .map(([value, name]) => `<div class="tile"><strong>${escapeHtml(value)}</strong><span>${escapeHtml(name)}</span></div>`)
    .join("")}</div>
${parameters === "" ? "" : `<details open=""><summary>Parameters</summary>${parameters}</details>`}
${notes === "" ? "" : `<details><summary>What differs from a cluster here</summary><ul>${notes}</ul></details>`}
</header>`;
}

function tiles({ steps, from, to }: ReportRun): readonly (readonly [string, string])[] {
  const counted = (phases: readonly NodePhase[], word: string): readonly (readonly [string, string])[] => {
    const count = steps.filter(({ phase }) => phases.includes(phase)).length;
    return count === 0 ? [] : [[String(count), `${count === 1 ? "step" : "steps"} ${word}`]];
  };
  const cached = steps.filter(({ node }) => node.finished?.cachedFrom !== undefined).length;
  const memory = Math.max(0, ...steps.flatMap(({ tries }) => tries.map(({ finished }) => finished?.peakMemory ?? 0)));
  return [
    [formatDuration(to - from), "duration"],
    ...counted(["Succeeded"], "succeeded"),
    ...(cached === 0 ? [] : [[String(cached), "from the cache"] as const]),
    ...counted(["Failed", "Error"], "failed"),
    ...counted(["Running", "Pending"], "not finished"),
    ...counted(["Skipped", "Omitted"], "left out"),
    ...(memory === 0 ? [] : [[formatBytes(memory), "highest memory"] as const]),
  ];
}

/** What the run as a whole waited for before its first step began, or still does. */
function lockPart({ record, to }: ReportRun): string {
  const root = record.node(record.started?.workflow ?? "");
  if (root?.waitsSince === undefined) return "";
  const span = formatDuration((root.hasBegun ? root.started.time : to) - root.waitsSince);
  const why = record.rootWait === undefined ? "" : `: ${escapeHtml(record.rootWait)}`;
  return `<p class="muted">The whole run waited ${span} for a lock ${root.hasBegun ? "before it began" : "and did not begin"}${why}</p>\n`;
}

/** When it went on after somebody, or something, had ended its runner. */
function breaksPart({ record: { breaks } }: ReportRun): string {
  if (breaks.length === 0) return "";
  const shown = breaks.slice(-shownBreaks).map(({ from, to }) => {
    const time = moment(to);
    return `${time} after a break of ${formatDuration(to - from)}`;
  });
  const before = breaks.length > shownBreaks ? ` ${breaks.length} times; at last it` : "; it";
  return `<p class="muted">The run was interrupted${before} went on ${shown.join(", then ")}.</p>\n`;
}

function startText(time: number): string {
  const text = time === 0 ? "" : moment(time);
  return text === "" ? "" : ` started ${text}`;
}
