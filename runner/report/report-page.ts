import { htmlPage } from "../../util/html/html-page.ts";
import type { RunEvent } from "../event.ts";
import { artifactContents, type ReadArtifact, readFromDisk } from "./artifact-contents.ts";
import { frameScript, frameScripts } from "./frame-page.ts";
import { withTails } from "./log-files.ts";
import { type LookInto, lookIntoDisk } from "./preview/look-into.ts";
import { previews } from "./preview/previews.ts";
import { logsOf, reportRun } from "./report-run.ts";
import { reportScript } from "./report-script.ts";
import { reportStyle } from "./report-style.ts";
import { artifactsSection } from "./sections/artifacts.ts";
import { environmentSection } from "./sections/environment.ts";
import { failuresSection } from "./sections/failures.ts";
import { graphSection } from "./sections/graph.ts";
import { headerSection } from "./sections/header.ts";
import { logsSection } from "./sections/logs.ts";
import { manifestSection, templateLines } from "./sections/manifest.ts";
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
  /** How to read an artifact; from this machine's disk otherwise. */
  readonly readArtifact?: ReadArtifact;
  /** How to look into an artifact of which only a part is shown; on this machine's disk otherwise. */
  readonly lookInto?: LookInto;
}

const keptLogLines = 1000;

/** The report of a run as one HTML document. The same events and artifacts give the same bytes. */
export async function reportPage({
  events,
  manifest,
  folder,
  readArtifact = readFromDisk(folder),
  lookInto = lookIntoDisk(folder),
}: ReportInput): Promise<string> {
  const run = reportRun(events);
  const shown = await artifactContents(run, readArtifact);
  const artifacts = await previews(run, lookInto);
  const logs = await withTails(logsOf(events, keptLogLines), folder);
  const lines = templateLines(manifest);
  const sections = [
    failuresSection(run),
    graphSection(run),
    timelineSection(run),
    resultsSection(shown, folder),
    stepsTableSection(run),
    stepDetailsSection(run, { logs, artifacts, lines, folder }),
    logsSection(run, logs),
    artifactsSection(artifacts, folder),
    manifestSection(manifest),
    environmentSection(run),
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
  ["logs", "Logs"],
  ["artifacts", "Artifacts"],
  ["manifest", "Manifest"],
  ["environment", "Environment"],
];

function navigation(sections: readonly string[]): string {
  const there = names.filter(([id]) => sections.some((part) => part.startsWith(`<section id="${id}"`)));
  return `<nav aria-label="Sections">${there.map(([id, name]) => `<a href="#${id}">${name}</a>`).join("")}</nav>`;
}
