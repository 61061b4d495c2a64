import { barChartSvg } from "../../../util/charts/bar-chart.ts";
import type { Chart } from "../../../util/charts/chart.ts";
import { formatNumber } from "../../../util/charts/format-number.ts";
import { lineChartSvg } from "../../../util/charts/line-chart.ts";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { ShownArtifact } from "../artifact-contents.ts";
import { artifactLink } from "../artifact-link.ts";
import { framePage } from "../frame-page.ts";
import { type MetricsShape, readMetrics, type TableShape } from "../metrics-shape.ts";
import { comparisons } from "./comparison.ts";
import { scrollable, section } from "./html.ts";

const maxRows = 200;
/** Longer tables are closed at first. */
const openRows = 12;
/** Pages that are open at first: the latest, of steps of which nothing else is drawn. */
const openPages = 4;
/** Of steps that did the same work so many artifacts are drawn. */
const shownOfGroup = 24;
/** Of more steps that did the same work the comparison is open, and each by itself is closed. */
const openGroup = 3;
const maxText = 64 * 1024;

/** What the steps found out, the last ones first: numbers as tiles, curves, tables, and the pages that they wrote. */
export function resultsSection(shown: readonly ShownArtifact[], folder: string): string {
  const groups = [...Map.groupBy(shown, workOf).values()].toReversed();
  const tables = comparisons(groups.flat());
  const drawn = new Set(shown.filter((one) => !isPage(one)).map(({ step }) => step));
  const pages = shown.filter((one) => isPage(one) && !drawn.has(one.step));
  const open = new Set(pages.slice(-openPages));
  const parts = groups.map((group) => {
    const each = group
      .slice(0, shownOfGroup)
      .map((one) => (isPage(one) ? pagePart(one, folder, open.has(one)) : metricsPart(one, folder)));
    const more =
      group.length > shownOfGroup
        ? `<p class="note">${group.length - shownOfGroup} more of these are not drawn here; the steps below lead to them.</p>`
        : "";
    const beside = group.map((one) => tables.get(one) ?? "").join("");
    const own = `${each.join("\n")}${more}`;
    return beside !== "" && group.length > openGroup
      ? `${beside}<details class="long"><summary>Each of the ${group.length} by itself</summary>${own}</details>`
      : `${beside}${own}`;
  });
  return section("results", "Results", parts.join("\n"));
}

/** Steps of one template, such as the items of a loop, stay together in their order. */
function workOf({ step }: ShownArtifact): string {
  return step.node.started.templateName || step.id;
}

function isPage({ artifact }: ShownArtifact): boolean {
  return artifact.artifactType === "Html";
}

function heading({ step, artifact }: ShownArtifact, folder: string): string {
  return `<h3><a href="#${step.id}">${escapeHtml(step.name)}</a> <span class="muted">${artifactLink(artifact, folder)}</span></h3>`;
}

function metricsPart(one: ShownArtifact, folder: string): string {
  const { content } = one;
  if ("missing" in content) return `${heading(one, folder)}<p class="note">${escapeHtml(content.missing)}</p>`;
  const metrics = readMetrics(content.text);
  if (metrics === undefined) return `${heading(one, folder)}${jsonText(content.text)}`;
  return `<div class="result">${heading(one, folder)}${scalarTiles(metrics.scalars)}${chartGrid(metrics.charts)}${metrics.tables.map(drawTable).join("")}</div>`;
}

/** A file in no format of ours is shown as what it says. */
function jsonText(text: string): string {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not even JSON: as it is.
  }
  const note = shown.length > maxText ? `<p class="muted">The first ${maxText} of ${shown.length} characters.</p>` : "";
  return `<pre>${escapeHtml(shown.slice(0, maxText))}</pre>${note}`;
}

function scalarTiles(scalars: MetricsShape["scalars"]): string {
  if (scalars.length === 0) return "";
  const tiles = scalars.map(
    ([name, value]) =>
      `<div class="tile"><strong title="${escapeHtml(String(value))}">${formatNumber(value ?? Number.NaN)}</strong><span>${escapeHtml(name)}</span></div>`,
  );
  return `<div class="tiles">${tiles.join("")}</div>`;
}

function chartGrid(charts: readonly Chart[]): string {
  if (charts.length === 0) return "";
  const figures = charts.map((chart) => `<figure>${chart.kind === "line" ? lineChartSvg(chart) : barChartSvg(chart)}</figure>`);
  return `<div class="charts">${figures.join("\n")}</div>`;
}

function drawTable({ title, columns, rows }: TableShape): string {
  const isNumber = columns.map((_, at) => rows.every((row) => typeof row[at] !== "string"));
  const kind = (at: number): string => (isNumber[at] === true ? ` class="number"` : "");
  const head = columns.map((name, at) => columnHead(name, kind(at))).join("");
  const body = rows
    .slice(0, maxRows)
    .map((row) => `<tr>${columns.map((_, at) => `<td${kind(at)}>${cell(row[at])}</td>`).join("")}</tr>`);
  const note = rows.length > maxRows ? `<p class="muted">The first ${maxRows} of ${rows.length} rows.</p>` : "";
  const table = `<table class="compact"><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
  const drawn = `${scrollable(title, table)}${note}`;
  if (rows.length <= openRows) return `<h4>${escapeHtml(title)}</h4>${drawn}`;
  return `<details class="long"><summary><strong>${escapeHtml(title)}</strong> <span class="muted">${rows.length} rows</span></summary>${drawn}</details>`;
}

/** A column without a name, such as that of the rows' own names, has no head. */
const columnHead = (name: string, attributes: string): string =>
  name.trim() === "" ? "<td></td>" : `<th scope="col"${attributes}>${escapeHtml(name)}</th>`;

function cell(value: unknown): string {
  if (typeof value === "number") return formatNumber(value);
  if (value === null || value === undefined) return `<span class="muted">–</span>`;
  return escapeHtml(typeof value === "string" ? value : JSON.stringify(value));
}

function pagePart(one: ShownArtifact, folder: string, open: boolean): string {
  const { artifact, content, step } = one;
  const title = `<strong>${escapeHtml(step.name)}</strong> <span class="muted">${escapeHtml(artifact.name)}</span>`;
  const link = artifactLink(artifact, folder);
  if ("missing" in content)
    return `<details class="page-part"><summary>${title}</summary><p class="note">${escapeHtml(content.missing)} ${link}</p></details>`;
  return `<details class="page-part"${open ? ` open=""` : ""}><summary>${title}</summary>${framePage(content.text, `${step.name} ${artifact.name}`, open ? "eager" : "lazy")}<p class="muted">On its own: ${link}</p></details>`;
}
