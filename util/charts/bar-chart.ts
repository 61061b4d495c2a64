import { scaleBand } from "d3-scale";
import { escapeHtml } from "../html/escape-html.ts";
import type { AxisScale } from "./axis-scale.ts";
import { type CategoryAxis, categoryAxis } from "./category-axis.ts";
import type { BarChart } from "./chart.ts";
import {
  axisNames,
  type ChartSize,
  chartLegend,
  chartSvg,
  defaultSize,
  emptyNote,
  muted,
  type Plot,
  px,
  usableSize,
} from "./chart-frame.ts";
import { formatNumber } from "./format-number.ts";
import { seriesColour } from "./series-style.ts";
import { drawValueAxis, valueAxis } from "./value-axis.ts";

/** Beyond this many bars none has a text of its own. */
const maxTitles = 600;

/**
 * A bar chart as SVG text: for each category the bars of all series side by side, from zero. A pure function, the same bytes for the same
 * chart. Values that are not finite have no bar; names that do not fit are turned, shortened or, in a crowd, left out. All text is escaped.
 *
 * @example
 * barChartSvg({ kind: "bar", title: "Rows", xLabel: "split", yLabel: "rows", categories: ["train", "eval"], series: [{ name: "rows", values: [800, 200] }] })
 */
export function barChartSvg(chart: BarChart, size: ChartSize = defaultSize): string {
  const outer = usableSize(size);
  const legend = chartLegend(
    chart.series.map(({ name }) => name),
    outer.width,
    () => `<rect y="-10" width="14" height="11" rx="2" fill="currentColor"/>`,
  );
  const top = legend.bottom + 6;
  const guess = valueAxis({ values: barValues(chart), withZero: true }, top, Math.max(top + 40, outer.height - 46));
  const names = categoryAxis(chart.categories, guess.left, Math.max(guess.left + 40, outer.width - 18));
  const bottom = Math.max(top + 40, outer.height - 28 - names.height);
  const { scale: y } = valueAxis({ values: barValues(chart), withZero: true }, top, bottom);
  const plot: Plot = { left: guess.left, right: Math.max(guess.left + 40, outer.width - 18), top, bottom };
  const full = { width: outer.width, height: bottom + 28 + names.height };
  const bars = drawBars(chart, names, y);
  return chartSvg(full, chart.title, describe(chart, y), [
    legend.svg,
    drawValueAxis(y, plot),
    bars,
    `<line x1="${px(plot.left)}" x2="${px(plot.right)}" y1="${px(y.at(0))}" y2="${px(y.at(0))}" stroke="${muted}"/>`,
    names.draw(bottom),
    axisNames(chart.xLabel, chart.yLabel, plot, full),
    bars === "" ? emptyNote(plot) : "",
  ]);
}

function* barValues(chart: BarChart): Iterable<number> {
  for (const { values } of chart.series) yield* values.slice(0, chart.categories.length);
}

function drawBars(chart: BarChart, names: CategoryAxis, y: AxisScale): string {
  const inner = scaleBand<number>(chart.series.keys(), [0, names.bandWidth]).paddingInner(names.bandWidth > 20 ? 0.08 : 0);
  const titled = chart.series.length * chart.categories.length <= maxTitles;
  const groups = chart.series.map(({ name, values }, index) => {
    const bars = chart.categories.map((category, at) => {
      const value = values[at];
      if (value === undefined || !Number.isFinite(value)) return "";
      const [from, to] = [y.at(0), y.at(value)];
      const place = `x="${px(names.at(at) + (inner(index) ?? 0))}" y="${px(Math.min(from, to))}" width="${px(Math.max(0.5, inner.bandwidth()))}" height="${px(Math.abs(to - from))}"`;
      const label = chart.series.length > 1 ? `${category}, ${name}` : category;
      return titled
        ? `<rect ${place}><title>${escapeHtml(`${label}: ${formatNumber(value)}`)}</title></rect>`
        : `<rect ${place}/>`;
    });
    const drawn = bars.join("");
    return drawn === "" ? "" : `<g fill="${seriesColour(index)}">${drawn}</g>`;
  });
  return groups.join("");
}

function describe(chart: BarChart, y: AxisScale): string {
  const [from, to] = y.domain.map(formatNumber);
  const names = chart.series
    .slice(0, 12)
    .map(({ name }) => name)
    .join(", ");
  return `Bar chart of ${chart.yLabel} (${from} to ${to}) by ${chart.xLabel}, ${chart.categories.length} categories. Series: ${names || "none"}.`;
}
