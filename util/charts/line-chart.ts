import { line } from "d3-shape";
import { escapeHtml } from "../html/escape-html.ts";
import { type AxisScale, type AxisWish, axisScale } from "./axis-scale.ts";
import type { LineChart, Series } from "./chart.ts";
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
  small,
  usableSize,
} from "./chart-frame.ts";
import { textWidth } from "./fit-text.ts";
import { formatNumber } from "./format-number.ts";
import { seriesColour, seriesDash } from "./series-style.ts";
import { type Pixel, thinPoints } from "./thin-points.ts";
import { drawValueAxis, valueAxis } from "./value-axis.ts";

/** Up to so many points of a series are marked by dots. */
const maxDots = 40;

/**
 * A line chart as SVG text: a pure function, the same bytes for the same chart.
 *
 * Points with a coordinate that is not finite are gaps. A point alone is a dot. Colours are CSS variables of the page (util/html/theme.ts)
 * with a fallback. All text of the chart is escaped.
 *
 * @example
 * lineChartSvg({ kind: "line", title: "Loss", xLabel: "epoch", yLabel: "loss", series: [{ name: "train", points: [[1, 0.7], [2, 0.4]] }] })
 */
export function lineChartSvg(chart: LineChart, size: ChartSize = defaultSize): string {
  const outer = usableSize(size);
  const legend = chartLegend(
    chart.series.map(({ name }) => name),
    outer.width,
    lineSwatch,
  );
  const [top, bottom] = [legend.bottom + 6, Math.max(legend.bottom + 46, outer.height - 46)];
  const { scale: y, left } = valueAxis({ values: coordinates(chart.series, 1), domain: chart.yDomain }, top, bottom);
  const plot: Plot = { left, right: Math.max(left + 40, outer.width - 18), top, bottom };
  const x = horizontalScale({ values: [...coordinates(chart.series, 0)], domain: chart.xDomain, range: [plot.left, plot.right] });
  const full = { width: outer.width, height: bottom + 46 };
  const lines = chart.series.map((series, index) => drawSeries(series, index, x, y, plot));
  return chartSvg(full, chart.title, describe(chart, x, y), [
    legend.svg,
    drawValueAxis(y, plot),
    drawXAxis(x, plot),
    axisNames(chart.xLabel, chart.yLabel, plot, full),
    `<svg x="${px(plot.left - 5)}" y="${px(plot.top - 5)}" width="${px(plot.right - plot.left + 10)}" height="${px(plot.bottom - plot.top + 10)}" viewBox="${px(plot.left - 5)} ${px(plot.top - 5)} ${px(plot.right - plot.left + 10)} ${px(plot.bottom - plot.top + 10)}" overflow="hidden">`,
    chart.diagonal === true ? drawDiagonal(x, y) : "",
    ...lines,
    "</svg>",
    lines.every((part) => part === "") ? emptyNote(plot) : "",
  ]);
}

/** As many marks as their labels leave room for. */
function horizontalScale(wish: Omit<AxisWish, "numTicks">): AxisScale {
  const length = wish.range[1] - wish.range[0];
  for (let numTicks = Math.min(10, Math.round(length / 75)); numTicks > 2; numTicks--) {
    const scale = axisScale({ ...wish, numTicks });
    const needed = scale.ticks.reduce((sum, { label }) => sum + textWidth(label, small) + 14, 0);
    if (needed <= length) return scale;
  }
  return axisScale({ ...wish, numTicks: 2 });
}

function* coordinates(series: readonly Series[], which: 0 | 1): Iterable<number> {
  for (const { points } of series) for (const point of points) if (isPlace(point)) yield point[which];
}

/** Files made elsewhere may hold null where a number could not be computed. */
function isPlace(point: readonly [unknown, unknown] | null): point is readonly [number, number] {
  return point !== null && Number.isFinite(point[0]) && Number.isFinite(point[1]);
}

function drawSeries({ name, points }: Series, index: number, x: AxisScale, y: AxisScale, plot: Plot): string {
  const places: readonly Pixel[] = points.map((point) => (isPlace(point) ? [x.at(point[0]), y.at(point[1])] : null));
  const shown = places.filter((place) => place !== null);
  if (shown.length === 0) return "";
  const path = line<Pixel>()
    .defined((place) => place !== null)
    .x((place) => Number(px(place![0])))
    .y((place) => Number(px(place![1])))(thinPoints(places, Math.max(500, 2 * (plot.right - plot.left))));
  const alone = places.filter((place, at) => place !== null && !places[at - 1] && !places[at + 1]);
  const dots = (shown.length <= maxDots ? shown : alone).map(
    (place) => `<circle cx="${px(place![0])}" cy="${px(place![1])}" r="${shown.length <= maxDots ? 2.5 : 1.5}"/>`,
  );
  const colour = seriesColour(index);
  return (
    `<g color="${colour}" fill="currentColor" stroke="none"><title>${escapeHtml(name)}</title>` +
    `<path d="${path ?? ""}" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"${seriesDash(index)}/>${dots.join("")}</g>`
  );
}

function drawXAxis(scale: AxisScale, plot: Plot): string {
  const marks = scale.ticks.map(
    ({ at, label }) =>
      `<line x1="${px(at)}" x2="${px(at)}" y1="${px(plot.bottom)}" y2="${px(plot.bottom + 5)}" stroke="${muted}"/>` +
      `<text x="${px(Math.min(at, plot.right + 14 - textWidth(label, small) / 2))}" y="${px(plot.bottom + 18)}" text-anchor="middle" fill="${muted}">${label}</text>`,
  );
  return `<g><line x1="${px(plot.left)}" x2="${px(plot.right)}" y1="${px(plot.bottom)}" y2="${px(plot.bottom)}" stroke="${muted}"/>${marks.join("")}</g>`;
}

/** Where y equals x, as far as both axes reach. */
function drawDiagonal(x: AxisScale, y: AxisScale): string {
  const from = Math.max(Math.min(...x.domain), Math.min(...y.domain));
  const to = Math.min(Math.max(...x.domain), Math.max(...y.domain));
  if (from >= to) return "";
  return `<line x1="${px(x.at(from))}" y1="${px(y.at(from))}" x2="${px(x.at(to))}" y2="${px(y.at(to))}" stroke="${muted}" stroke-dasharray="5 4"/>`;
}

function lineSwatch(index: number): string {
  return `<line x1="0" x2="16" y1="-4" y2="-4" stroke="currentColor" stroke-width="2.5"${seriesDash(index)}/>`;
}

function describe(chart: LineChart, x: AxisScale, y: AxisScale): string {
  const names = chart.series
    .slice(0, 12)
    .map(({ name }) => name)
    .join(", ");
  const [xFrom, xTo] = x.domain.map(formatNumber);
  const [yFrom, yTo] = y.domain.map(formatNumber);
  return `Line chart of ${chart.yLabel} (${yFrom} to ${yTo}) by ${chart.xLabel} (${xFrom} to ${xTo}). Series: ${names || "none"}.`;
}
