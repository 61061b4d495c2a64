import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { NodePhase } from "../../event.ts";
import { formatDuration } from "../../logging/format-duration.ts";
import { lastTry, type NodeRecord, spanOf } from "../../logging/node-record.ts";
import { formatBytes } from "../format-bytes.ts";
import type { ReportRun, ReportStep } from "../report-run.ts";
import { phaseBadge, scrollable, section, shortValue } from "./html.ts";

const shownOutputs = 3;
/** Fewer steps than this are found by looking. */
const leastToFilter = 8;

/** All steps in one table, and what finds some of them. */
export function stepsTableSection(run: ReportRun): string {
  if (run.steps.length === 0) return "";
  const finished = run.steps.flatMap(({ tries }) => tries.map((attempt) => attempt.finished));
  const shown = {
    memory: finished.some((end) => end?.peakMemory !== undefined),
    exitCode: finished.some((end) => end?.exitCode !== undefined),
  };
  const rows = run.steps.map((step) => row(step, run, shown));
  const head = [
    ...(shown.memory ? [`<th scope="col" class="number">Peak memory</th>`] : []),
    ...(shown.exitCode ? [`<th scope="col" class="number">Exit code</th>`] : []),
  ].join("");
  const table = `<table class="steps" id="steps-table"><thead><tr><th scope="col">Step</th><th scope="col">State</th><th scope="col" class="number">Start</th><th scope="col" class="number">Time</th>${head}<th scope="col">Outputs, or why not</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`;
  return section("steps", "Steps", `${run.steps.length < leastToFilter ? "" : filter(run)}${scrollable("Steps", table)}`);
}

/** Columns that would be empty are left out. */
interface ShownColumns {
  readonly memory: boolean;
  readonly exitCode: boolean;
}

function filter({ steps }: ReportRun): string {
  const phases = [...new Set(steps.map(({ phase }) => phase))];
  const options = phases.map((phase) => `<option>${phase}</option>`).join("");
  return `<div class="controls" id="step-controls" hidden=""><label>Find steps <input type="search" id="step-query"/></label>
<label>in state <select id="step-state"><option value="">any</option>${options}</select></label>
<span class="muted" id="step-count" role="status"></span></div>`;
}

function row({ id, name, node, tries, phase }: ReportStep, run: ReportRun, shown: ShownColumns): string {
  const ran = phase !== "Skipped" && phase !== "Omitted" && phase !== "Pending";
  const { finished } = lastTry(node);
  const memory = Math.max(0, ...tries.map((attempt) => attempt.finished?.peakMemory ?? 0));
  const attempts = tries.length > 1 ? ` <span class="muted">${tries.length} tries</span>` : "";
  return (
    `<tr data-step="${id}" data-state="${phase}"><td><a href="#${id}">${escapeHtml(name)}</a>${attempts}</td><td>${phaseBadge(phase, node.finished?.cachedFrom)}</td>` +
    `<td class="number">${ran ? `+${formatDuration(node.started.time - run.from)}` : ""}</td>` +
    `<td class="number">${ran ? formatDuration(spanOf(node, run.to)) : ""}</td>` +
    (shown.memory ? `<td class="number">${memory === 0 ? "" : formatBytes(memory)}</td>` : "") +
    (shown.exitCode ? `<td class="number">${finished?.exitCode ?? ""}</td>` : "") +
    `<td>${lastCell(node, phase)}</td></tr>`
  );
}

/** What came of a step: its first outputs; of one that failed or did not run, why. */
function lastCell(node: NodeRecord, phase: NodePhase): string {
  const message = node.finished?.message ?? node.waiting?.message ?? "";
  if (phase !== "Succeeded") return message === "" ? "" : `<span class="muted">${escapeHtml(cut(message))}</span>`;
  const outputs = Object.entries(node.finished?.outputs ?? {});
  const shown = outputs.slice(0, shownOutputs).map(([key, value]) => `<div>${escapeHtml(key)} = ${shortValue(value, 60)}</div>`);
  const more = outputs.length > shownOutputs ? `<div class="muted">and ${outputs.length - shownOutputs} more</div>` : "";
  return `${shown.join("")}${more}`;
}

const cut = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
