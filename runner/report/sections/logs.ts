import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { LogText, ReportRun } from "../report-run.ts";
import { section } from "./html.ts";

/** A search over the logs of all steps. It finds what the page holds: the steps below have the lines themselves, and the way to the files. */
export function logsSection(run: ReportRun, logs: ReadonlyMap<string, LogText>): string {
  if (logs.size === 0) return "";
  const steps = run.steps.filter(({ tries }) => tries.some(({ node }) => logs.has(node)));
  const options = steps.map(({ id, name }) => `<option value="${id}">${escapeHtml(name)}</option>`);
  const numLines = [...logs.values()].reduce((sum, { lines, numBefore }) => sum + lines.length + numBefore, 0);
  return section(
    "logs",
    "Logs",
    `<div class="controls" id="log-controls" hidden=""><label>Search all logs <input type="search" id="log-query"/></label>
<label>of <select id="log-step"><option value="">all steps</option>${options.join("")}</select></label>
<label><input type="checkbox" id="log-errors"/> standard error only</label></div>
<p class="muted" id="log-count" role="status">${numLines} ${numLines === 1 ? "line" : "lines"} of ${steps.length} ${steps.length === 1 ? "step" : "steps"}; they stand with the steps above.</p>
<ol class="hits" id="log-hits"></ol>`,
  );
}
