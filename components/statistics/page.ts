import { barChartSvg } from "../../util/charts/bar-chart.ts";
import type { Chart } from "../../util/charts/chart.ts";
import type { ChartSize } from "../../util/charts/chart-frame.ts";
import { formatNumber } from "../../util/charts/format-number.ts";
import { lineChartSvg } from "../../util/charts/line-chart.ts";
import { escapeHtml } from "../../util/html/escape-html.ts";
import { htmlPage } from "../../util/html/html-page.ts";
import { isNumeric, type StatisticsFile } from "../formats/statistics-file.ts";
import { columnCharts, type InSplit } from "./column-charts.ts";
import { columnFigures, missingShare, percent } from "./column-figures.ts";

/** Columns beyond this many have their figures, but no pictures: a page should open at once. */
const maxDrawn = 100;

const style = `.columns td{vertical-align:middle;white-space:nowrap}.columns td:first-child{white-space:normal;min-width:9rem}.column{margin-top:2.25rem}
.column h2{margin:0 0 .75rem;display:flex;gap:.6rem;align-items:center;flex-wrap:wrap}
.meter{display:inline-block;width:4.5rem;height:.5rem;border-radius:3px;background:var(--pw-soft);overflow:hidden;vertical-align:middle;margin-right:.5rem}
.meter>i{display:block;height:100%;background:var(--pw-warn)}
.look{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1rem;align-items:start}
.look>figure{margin:0;min-width:0}.look>.wide{grid-column:span 2}.look table{font-size:.85rem}.look td{padding:.3rem .75rem .3rem 0}.look td:first-child{color:var(--pw-muted);overflow-wrap:normal}
.look th:last-child,.look td:last-child{padding-right:0}
.up{font-size:.85rem;font-weight:400;margin-left:auto}
@media (max-width:45rem){.look>.wide{grid-column:auto}}`;

/**
 * The page of a `statistics` step: a table of all columns, then each column with its figures and pictures, splits side by side.
 *
 * @param source where the rows came from, for the heading
 */
export function statisticsPage(file: StatisticsFile, source: string): string {
  const names = file.splits[0]?.columns.map(({ name }) => name) ?? [];
  const ordered = file.label === undefined ? names : [file.label, ...names.filter((name) => name !== file.label)];
  const columns = ordered.map((name) =>
    file.splits.flatMap(({ name: split, columns }): readonly InSplit[] => {
      const column = columns.find((known) => known.name === name);
      return column === undefined ? [] : [{ split, column }];
    }),
  );
  const body = [
    `<h1>Statistics of ${escapeHtml(source)}</h1>`,
    tiles(file, columns),
    overview(columns, file.label),
    ...columns.map((splits, index) => columnSection(splits, index, file.label)),
    `<p class="muted">All figures are exact. Quantiles: definition 7 of Hyndman and Fan. Standard deviation: of the rows themselves (divided by n). Bins of equal width span all splits together.</p>`,
  ];
  return htmlPage({ title: `Statistics of ${source}`, body: body.join("\n"), style });
}

function tiles(file: StatisticsFile, columns: readonly (readonly InSplit[])[]): string {
  const rows = file.splits.reduce((sum, split) => sum + split.rows, 0);
  const entries: (readonly [string, string])[] = [
    [formatNumber(rows), "rows"],
    ...file.splits.map(
      ({ name, rows: own }) => [formatNumber(own), `in ${name} (${percent(rows === 0 ? 0 : own / rows)})`] as const,
    ),
    [formatNumber(columns.length), columns.length === 1 ? "column" : "columns"],
    [percent(missingShare(columns.flatMap((splits) => splits.map(({ column }) => column)))), "of all values missing"],
  ];
  return `<div class="tiles">${entries.map(([strong, text]) => `<div class="tile"><strong>${strong}</strong><span>${escapeHtml(text)}</span></div>`).join("")}</div>`;
}

function overview(columns: readonly (readonly InSplit[])[], label: string | undefined): string {
  const rows = columns.map((splits, index) => {
    const { column } = splits[0]!;
    const share = missingShare(splits.map((entry) => entry.column));
    const meter =
      share === 0
        ? '<span class="muted">none</span>'
        : `<span class="meter"><i style="width:${(100 * share).toFixed(1)}%"></i></span>${percent(share)}`;
    return (
      `<tr><td><a href="#c${index}">${escapeHtml(column.name)}</a>${column.name === label ? ' <span class="badge run">label</span>' : ""}</td>` +
      `<td>${column.type}</td><td>${meter}</td><td class="number">${"distinct" in column ? formatNumber(column.distinct) : "–"}</td><td>${escapeHtml(inShort(splits))}</td></tr>`
    );
  });
  const head = `<tr><th>column</th><th>type</th><th>missing</th><th class="number">distinct in ${escapeHtml(columns[0]?.[0]?.split ?? "")}</th><th>in short</th></tr>`;
  return `<div class="scroll" id="columns"><table class="columns"><thead>${head}</thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** One line on a column in its first split. */
function inShort(splits: readonly InSplit[]): string {
  const { column } = splits[0]!;
  if (column.present === 0) return "no values";
  if (column.type === "boolean") return `${percent(column.trues / column.present)} true`;
  if (column.type === "text") {
    const [first] = column.topValues;
    return first === undefined ? "" : `mostly “${String(first.value)}” (${percent(first.count / column.present)})`;
  }
  if (isNumeric(column)) {
    const figures = columnFigures(column);
    const of = (name: string) => figures.find(([known]) => known === name)?.[1] ?? "–";
    return column.type === "timestamp" ? `${of("least")} … ${of("most")}` : `${of("least")} … ${of("most")}, mean ${of("mean")}`;
  }
  return `lists of ${formatNumber(column.minLength ?? 0)} to ${formatNumber(column.maxLength ?? 0)} numbers`;
}

function columnSection(splits: readonly InSplit[], index: number, label: string | undefined): string {
  const { name, type } = splits[0]!.column;
  const charts = index < maxDrawn ? columnCharts(splits) : [];
  const size = { width: charts.length === 1 ? 740 : 370, height: 270 };
  const drawn = charts
    .map((chart) => `<figure${charts.length === 1 ? ' class="wide"' : ""}>${draw(chart, size)}</figure>`)
    .join("");
  const badge = name === label ? ' <span class="badge run">label</span>' : "";
  return (
    `<section class="column" id="c${index}"><h2>${escapeHtml(name)} <span class="badge">${type}</span>${badge}<a class="up" href="#columns">all columns</a></h2>` +
    `<div class="look">${drawn}${figureTable(splits)}</div></section>`
  );
}

function draw(chart: Chart, size: ChartSize): string {
  return chart.kind === "bar" ? barChartSvg(chart, size) : lineChartSvg(chart, size);
}

function figureTable(splits: readonly InSplit[]): string {
  const figures = splits.map(({ column }) => new Map(columnFigures(column)));
  const names = [...new Set(figures.flatMap((known) => [...known.keys()]))];
  const head = `<tr><th></th>${splits.map(({ split }) => `<th class="number">${escapeHtml(split)}</th>`).join("")}</tr>`;
  const rows = names.map(
    (name) =>
      `<tr><td>${escapeHtml(name)}</td>${figures.map((known) => `<td class="number">${escapeHtml(known.get(name) ?? "0")}</td>`).join("")}</tr>`,
  );
  return `<div class="scroll"><table><thead>${head}</thead><tbody>${rows.join("")}</tbody></table></div>`;
}
