import { escapeHtml } from "../../util/html/escape-html.ts";
import { htmlPage } from "../../util/html/html-page.ts";
import type { RunEvent } from "../event.ts";
import { artifactContents, type ReadArtifact } from "./artifact-contents.ts";
import { frameScript, frameScripts } from "./frame-page.ts";
import { logsOf, reportRun } from "./report-run.ts";
import { reportScript } from "./report-script.ts";
import { reportStyle } from "./report-style.ts";
import { failuresSection } from "./sections/failures.ts";
import { graphSection } from "./sections/graph.ts";
import { headerSection } from "./sections/header.ts";
import { section } from "./sections/html.ts";
import { resultsSection } from "./sections/results.ts";
import { stepDetailsSection } from "./sections/step-details.ts";
import { stepsTableSection } from "./sections/steps-table.ts";
import { timelineSection } from "./sections/timeline.ts";

export interface ReportInput {
  /** What happened, whole or as far as it came. */
  readonly events: readonly RunEvent[];
  /** The manifest that was run, as YAML. */
  readonly manifest: string;
  /** Where the report will lie; links to artifacts inside are relative to it. */
  readonly folder: string;
  /** How to read an artifact; from its path otherwise. */
  readonly readArtifact?: ReadArtifact;
}

const keptLogLines = 1000;
const maxManifest = 512 * 1024;

/** The report of a run as one HTML document. The same events and artifacts give the same bytes. */
export async function reportPage({ events, manifest, folder, readArtifact }: ReportInput): Promise<string> {
  const run = reportRun(events);
  const shown = await artifactContents(run, readArtifact);
  const sections = [
    failuresSection(run),
    graphSection(run),
    timelineSection(run),
    resultsSection(shown, folder),
    stepsTableSection(run),
    stepDetailsSection(run, logsOf(events, keptLogLines), folder),
    manifestSection(manifest),
  ].filter((part) => part !== "");
  const pages = shown.flatMap(({ artifact, content }) =>
    artifact.artifactType === "Html" && "text" in content ? [content.text] : [],
  );
  return htmlPage({
    title: `${run.record.started?.pipeline ?? "Run"} · ${run.record.started?.runId ?? ""}`,
    body: [headerSection(run), navigation(sections), ...sections].join("\n"),
    style: reportStyle,
    script: reportScript,
    frameScripts: pages.length === 0 ? [] : [frameScript, ...pages.flatMap(frameScripts)],
  });
}

const names: readonly (readonly [id: string, name: string])[] = [
  ["failures", "What failed"],
  ["graph", "Graph"],
  ["timeline", "Timeline"],
  ["results", "Results"],
  ["steps", "Steps"],
  ["details", "Step by step"],
  ["manifest", "Manifest"],
];

function navigation(sections: readonly string[]): string {
  const there = names.filter(([id]) => sections.some((part) => part.startsWith(`<section id="${id}"`)));
  return `<nav aria-label="Sections">${there.map(([id, name]) => `<a href="#${id}">${name}</a>`).join("")}</nav>`;
}

function manifestSection(manifest: string): string {
  if (manifest === "") return "";
  const note =
    manifest.length > maxManifest ? `<p class="muted">The first ${maxManifest} of ${manifest.length} characters.</p>` : "";
  return section(
    "manifest",
    "Manifest",
    `<details><summary>The YAML that was run</summary><pre>${escapeHtml(manifest.slice(0, maxManifest))}</pre>${note}</details>`,
  );
}
