import { escapeHtml } from "../../../util/html/escape-html.ts";
import { formatDuration } from "../../logging/format-duration.ts";
import { type NodeRecord, phaseOf, spanOf } from "../../logging/run-record.ts";
import { artifactLink } from "../artifact-link.ts";
import { formatBytes } from "../format-bytes.ts";
import { artifactsOf, type LogText, type ReportRun, type ReportStep } from "../report-run.ts";
import { phaseBadge, section, valuesTable } from "./html.ts";
import { logBlock } from "./log.ts";

/** Log lines shown of a failed step, and of any other. */
const failedLines = 500;
const otherLines = 100;
/** Log lines in the whole page, beside those of failed steps. */
const allLines = 20_000;

/** Everything about each step, closed; the failed ones open. */
export function stepDetailsSection(run: ReportRun, logs: ReadonlyMap<string, LogText>, folder: string): string {
  let left = allLines;
  const parts = run.steps.map((step) => {
    const failed = step.phase === "Failed" || step.phase === "Error";
    const shownLogs = step.tries.map((node) => {
      const text = lastLines(logs.get(node.node), failed ? failedLines : Math.max(0, Math.min(otherLines, left)));
      if (!failed) left -= text.lines.length;
      return { node, text };
    });
    return detailsOf(step, shownLogs, run, folder, failed);
  });
  return section("details", "Step by step", parts.join("\n"));
}

function lastLines(log: LogText | undefined, most: number): LogText {
  if (log === undefined) return { lines: [], numBefore: 0 };
  const lines = most === 0 ? [] : log.lines.slice(-most);
  return { lines, numBefore: log.numBefore + log.lines.length - lines.length };
}

interface TriedLog {
  readonly node: NodeRecord;
  readonly text: LogText;
}

function detailsOf(step: ReportStep, logs: readonly TriedLog[], run: ReportRun, folder: string, open: boolean): string {
  const { id, name, node, phase } = step;
  const message = node.finished?.message ?? "";
  const span =
    phase === "Skipped" || phase === "Omitted" ? "" : `<span class="muted">${formatDuration(spanOf(node, run.to))}</span>`;
  const parts = [
    message === "" ? "" : `<p class="note ${open ? "bad" : ""}">${escapeHtml(message)}</p>`,
    facts(step),
    titled("Parameters", valuesTable(node.started.inputs)),
    titled("Outputs", valuesTable(node.finished?.outputs ?? {})),
    titled("Artifacts", artifactsTable(step, folder)),
    ...logs.map((log, index) => logPart(log, index, logs.length, open)),
  ].filter((part) => part !== "");
  return `<details class="step" id="${id}"${open ? ` open=""` : ""}><summary><strong>${escapeHtml(name)}</strong> ${phaseBadge(phase)} ${span}</summary>
${parts.length === 0 ? `<p class="muted">Nothing more is known of this step.</p>` : parts.join("\n")}
</details>`;
}

function facts({ node, tries }: ReportStep): string {
  const last = tries.at(-1)!;
  const memory = last.finished?.peakMemory;
  const image = last.started.image ?? node.started.image;
  const known: readonly (readonly [string, string | undefined])[] = [
    ["template", node.started.templateName || undefined],
    ["image", image],
    ["exit code", last.finished?.exitCode === undefined ? undefined : String(last.finished.exitCode)],
    ["peak memory", memory === undefined ? undefined : formatBytes(memory)],
    [
      "waited for",
      node.started.dependsOn.length === 0 ? undefined : node.started.dependsOn.map((name) => name.split(".").at(-1)).join(", "),
    ],
  ];
  const items = known.flatMap(([name, value]) =>
    value === undefined ? [] : [`<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`],
  );
  return items.length === 0 ? "" : `<dl class="facts">${items.join("")}</dl>`;
}

function artifactsTable(step: ReportStep, folder: string): string {
  const rows = artifactsOf(step).map((artifact) => {
    const digest =
      artifact.digest === undefined
        ? ""
        : `<code title="${escapeHtml(artifact.digest)}">${escapeHtml(artifact.digest.slice(0, 19))}</code>`;
    return `<tr><td>${artifactLink(artifact, folder)}</td><td>${escapeHtml(artifact.artifactType ?? "")}</td><td class="number">${formatBytes(artifact.bytes)}</td><td>${digest}</td></tr>`;
  });
  if (rows.length === 0) return "";
  return `<div class="scroll"><table><thead><tr><th>Name</th><th>Type</th><th class="number">Size</th><th>Digest</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function logPart({ node, text }: TriedLog, index: number, numTries: number, open: boolean): string {
  const name = numTries === 1 ? "Log" : `Log of try ${index + 1}, ${phaseOf(node)}`;
  if (text.lines.length === 0)
    return text.numBefore === 0
      ? ""
      : `<p class="muted">${name}: ${text.numBefore} lines, not shown here; they are in the run's folder.</p>`;
  return `<details${open ? ` open=""` : ""}><summary>${name} <span class="muted">${text.lines.length + text.numBefore} lines</span></summary>${logBlock(text)}</details>`;
}

function titled(title: string, body: string): string {
  return body === "" ? "" : `<h4>${title}</h4>${body}`;
}
