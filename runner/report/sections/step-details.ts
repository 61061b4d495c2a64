import { escapeHtml } from "../../../util/html/escape-html.ts";
import { formatDuration } from "../../logging/format-duration.ts";
import { earlierWords, type NodeRecord, phaseOf, spanOf } from "../../logging/node-record.ts";
import { artifactLink } from "../artifact-link.ts";
import { formatBytes } from "../format-bytes.ts";
import { logFileOf } from "../log-files.ts";
import type { SeenArtifact } from "../preview/previews.ts";
import type { LogText, ReportRun, ReportStep } from "../report-run.ts";
import { phaseBadge, scrollable, section, valuesTable } from "./html.ts";
import { logBlock } from "./log.ts";
import { questionPart } from "./question.ts";

/** Log lines shown of a failed step, and of any other. */
const failedLines = 1000;
const otherLines = 300;
/** Log lines in the whole page, beside those of failed steps: of more steps each has fewer. */
const allLines = 20_000;
const leastLines = 20;

export interface StepExtras {
  readonly logs: ReadonlyMap<string, LogText>;
  readonly artifacts: readonly SeenArtifact[];
  /** In which line of the manifest each template begins. */
  readonly lines: ReadonlyMap<string, number>;
  readonly folder: string;
}

/** Everything about each step, closed; the failed ones open. */
export function stepDetailsSection(run: ReportRun, extras: StepExtras): string {
  const { logs } = extras;
  const seen = Map.groupBy(extras.artifacts, ({ step }) => step);
  const most = Math.min(otherLines, Math.max(leastLines, Math.floor(allLines / run.steps.length)));
  let left = allLines;
  const parts = run.steps.map((step) => {
    const failed = step.phase === "Failed" || step.phase === "Error";
    const shownLogs = step.tries.map((node) => {
      const text = lastLines(logs.get(node.node), failed ? failedLines : Math.max(0, Math.min(most, left)));
      if (!failed) left -= text.lines.length;
      return { node, text };
    });
    return detailsOf(step, shownLogs, run, { ...extras, artifacts: seen.get(step) ?? [] }, failed);
  });
  return section("details", "Step by step", parts.join("\n"));
}

function lastLines(log: LogText | undefined, most: number): LogText {
  if (log === undefined) return { lines: [], numBefore: 0 };
  const lines = most === 0 ? [] : log.lines.slice(-most);
  return { ...log, lines, numBefore: log.numBefore + log.lines.length - lines.length };
}

interface TriedLog {
  readonly node: NodeRecord;
  readonly text: LogText;
}

function detailsOf(step: ReportStep, logs: readonly TriedLog[], run: ReportRun, extras: StepExtras, open: boolean): string {
  const { id, name, node, phase } = step;
  const message = node.finished?.message ?? "";
  const span =
    phase === "Skipped" || phase === "Omitted" ? "" : `<span class="muted">${formatDuration(spanOf(node, run.to))}</span>`;
  const parts = [
    message === "" ? "" : `<p class="note ${open ? "bad" : ""}">${escapeHtml(message)}</p>`,
    facts(step, extras.lines),
    titled("Question", questionPart(node)),
    titled("Containers", containersTable(step)),
    titled("Parameters", valuesTable(node.started.inputs)),
    titled("Outputs", valuesTable(node.finished?.outputs ?? {})),
    titled("Artifacts", artifactsTable(extras.artifacts, extras.folder)),
    ...logs.map((log, index) => logPart(log, index, logs.length, open, step.id, extras.folder)),
  ].filter((part) => part !== "");
  return `<details class="step" id="${id}"${open ? ` open=""` : ""}><summary><strong>${escapeHtml(name)}</strong> ${phaseBadge(phase, node.finished?.cachedFrom)} ${span}</summary>
${parts.length === 0 ? `<p class="muted">Nothing more is known of this step.</p>` : parts.join("\n")}
</details>`;
}

function facts({ node, tries }: ReportStep, lines: ReadonlyMap<string, number>): string {
  const last = tries.at(-1)!;
  const { started, finished } = node;
  const memory = last.finished?.peakMemory;
  const { templateName, dependsOn } = started;
  const line = lines.get(templateName);
  const template =
    line === undefined ? escapeHtml(templateName) : `<a href="#line-${line}">${escapeHtml(templateName)}, line ${line}</a>`;
  const waited = node.waitsSince === undefined || !node.hasBegun ? undefined : formatDuration(started.time - node.waitsSince);
  const earlier = [...new Set([node, ...tries])].flatMap((attempt) => attempt.earlier);
  const notCached = last.started.notCached ?? started.notCached;
  const known: readonly (readonly [string, string | undefined])[] = [
    ["template", templateName === "" ? undefined : template],
    ["image", asText(last.started.image ?? started.image)],
    ["exit code", asText(last.finished?.exitCode)],
    ["peak memory", memory === undefined ? undefined : formatBytes(memory)],
    ["after", dependsOn.length === 0 ? undefined : escapeHtml(dependsOn.map((name) => name.split(".").at(-1)).join(", "))],
    ["waited before it began", waited],
    ["earlier starts", earlier.length === 0 ? undefined : earlier.map(earlierWords).map(escapeHtml).join(", ")],
    ["waits for", asText(node.waiting?.message)],
    ["taken from the cache: the work is of", asText(finished?.cachedFrom)],
    ["not from the cache", asText(notCached)],
  ];
  const items = known.flatMap(([name, value]) => (value === undefined ? [] : [`<div><dt>${name}</dt><dd>${value}</dd></div>`]));
  return items.length === 0 ? "" : `<dl class="facts">${items.join("")}</dl>`;
}

const asText = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : escapeHtml(String(value));

/** The containers of a containerSet. */
function containersTable({ tries }: ReportStep): string {
  const containers = tries.at(-1)!.children.filter(({ started }) => started.nodeType === "Container");
  if (containers.length === 0) return "";
  const rows = containers.map(
    (node) =>
      `<tr><td>${escapeHtml(node.started.displayName)}</td><td>${phaseBadge(phaseOf(node))}</td><td>${escapeHtml(node.finished?.message ?? "")}</td></tr>`,
  );
  return scrollable(
    "Containers",
    `<table class="compact"><thead><tr><th scope="col">Name</th><th scope="col">State</th><th scope="col">Message</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
  );
}

function artifactsTable(artifacts: readonly SeenArtifact[], folder: string): string {
  const rows = artifacts.map(({ id, artifact, preview }) => {
    const digest =
      artifact.digest === undefined
        ? ""
        : `<code title="${escapeHtml(artifact.digest)}">${escapeHtml(artifact.digest.slice(0, 19))}</code>`;
    const look = preview.kind === "none" ? "" : `<a href="#${id}">look into</a>`;
    return `<tr><td>${artifactLink(artifact, folder)}</td><td>${escapeHtml(artifact.artifactType ?? "")}</td><td class="number">${formatBytes(artifact.bytes)}</td><td>${digest}</td><td>${look}</td></tr>`;
  });
  if (rows.length === 0) return "";
  return scrollable(
    "Artifacts",
    `<table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col" class="number">Size</th><th scope="col">Digest</th><td></td></tr></thead><tbody>${rows.join("")}</tbody></table>`,
  );
}

function logPart({ node, text }: TriedLog, index: number, numTries: number, open: boolean, id: string, folder: string): string {
  const name = numTries === 1 ? "Log" : `Log of try ${index + 1}, ${phaseOf(node)}`;
  const file = logFileOf(node.node, folder);
  const link = file === undefined ? "" : ` <a href="./${file}">the whole log</a>`;
  if (text.lines.length === 0)
    return text.numBefore === 0
      ? ""
      : `<p class="muted">${name}: ${numLines(text)}, not shown here${link === "" ? "; they are in the run's folder" : ";"}${link}.</p>`;
  return `<details${open ? ` open=""` : ""}><summary>${name} <span class="muted">${numLines(text)}</span></summary>${logBlock(text, id)}${link === "" ? "" : `<p class="muted">As it was written:${link}</p>`}</details>`;
}

function numLines({ lines, numBefore, bytesBefore }: LogText): string {
  const count = lines.length + numBefore;
  return `${bytesBefore === undefined ? "" : "more than "}${count} ${count === 1 ? "line" : "lines"}`;
}

function titled(title: string, body: string): string {
  return body === "" ? "" : `<h3>${title}</h3>${body}`;
}
