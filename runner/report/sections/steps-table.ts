import { escapeHtml } from "../../../util/html/escape-html.ts";
import { formatDuration } from "../../logging/format-duration.ts";
import { lastTry, spanOf } from "../../logging/run-record.ts";
import { formatBytes } from "../format-bytes.ts";
import type { ReportRun, ReportStep } from "../report-run.ts";
import { phaseBadge, section, shortValue } from "./html.ts";

const shownOutputs = 3;

/** All steps in one table. */
export function stepsTableSection(run: ReportRun): string {
  if (run.steps.length === 0) return "";
  const rows = run.steps.map((step) => row(step, run));
  return section(
    "steps",
    "Steps",
    `<div class="scroll"><table class="steps"><thead><tr><th>Step</th><th>State</th><th class="number">Start</th><th class="number">Time</th><th class="number">Peak memory</th><th class="number">Exit code</th><th>Outputs</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`,
  );
}

function row({ id, name, node, tries, phase }: ReportStep, run: ReportRun): string {
  const ran = phase !== "Skipped" && phase !== "Omitted";
  const { finished } = lastTry(node);
  const memory = Math.max(0, ...tries.map((attempt) => attempt.finished?.peakMemory ?? 0));
  const outputs = Object.entries(node.finished?.outputs ?? {});
  const shown = outputs.slice(0, shownOutputs).map(([key, value]) => `<div>${escapeHtml(key)} = ${shortValue(value, 60)}</div>`);
  const more = outputs.length > shownOutputs ? `<div class="muted">and ${outputs.length - shownOutputs} more</div>` : "";
  const attempts = tries.length > 1 ? ` <span class="muted">${tries.length} tries</span>` : "";
  return (
    `<tr><td><a href="#${id}">${escapeHtml(name)}</a>${attempts}</td><td>${phaseBadge(phase)}</td>` +
    `<td class="number">${ran ? `+${formatDuration(node.started.time - run.from)}` : ""}</td>` +
    `<td class="number">${ran ? formatDuration(spanOf(node, run.to)) : ""}</td>` +
    `<td class="number">${memory === 0 ? "" : formatBytes(memory)}</td><td class="number">${finished?.exitCode ?? ""}</td><td>${shown.join("")}${more}</td></tr>`
  );
}
