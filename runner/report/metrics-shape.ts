import type { BarChart, Chart, LineChart } from "../../util/charts/chart.ts";

/** What the report draws of a `Metrics` artifact. Written by anyone, so nothing of it is believed before it is checked. */
export interface MetricsShape {
  readonly scalars: readonly (readonly [name: string, value: number | null])[];
  readonly charts: readonly Chart[];
  readonly tables: readonly TableShape[];
}

export interface TableShape {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Reads the content of a metrics file; undefined when it is not in the format `pipewright.metrics/1`. Parts that are wrong are left out. */
export function readMetrics(text: string): MetricsShape | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(content) || content.format !== "pipewright.metrics/1") return undefined;
  return {
    scalars: isObject(content.scalars) ? Object.entries(content.scalars).filter(isScalar) : [],
    charts: listOf(content.charts).flatMap((chart) => readChart(chart) ?? []),
    tables: listOf(content.tables).flatMap((table) => readTable(table) ?? []),
  };
}

function readChart(chart: unknown): Chart | undefined {
  if (!isObject(chart)) return undefined;
  const words = { title: textOf(chart.title), xLabel: textOf(chart.xLabel), yLabel: textOf(chart.yLabel) };
  const series = listOf(chart.series).filter(isObject);
  if (chart.kind === "line") {
    const [xDomain, yDomain] = [readDomain(chart.xDomain), readDomain(chart.yDomain)];
    return {
      kind: "line",
      ...words,
      series: series.map(({ name, points }) => ({ name: textOf(name), points: listOf(points).flatMap(readPoint) })),
      ...(xDomain === undefined ? {} : { xDomain }),
      ...(yDomain === undefined ? {} : { yDomain }),
      ...(chart.diagonal === true ? { diagonal: true } : {}),
    } satisfies LineChart;
  }
  if (chart.kind !== "bar") return undefined;
  return {
    kind: "bar",
    ...words,
    categories: listOf(chart.categories).map(textOf),
    series: series.map(({ name, values }) => ({ name: textOf(name), values: listOf(values).map(numberOf) })),
  } satisfies BarChart;
}

function readTable(table: unknown): TableShape | undefined {
  if (!isObject(table)) return undefined;
  return { title: textOf(table.title), columns: listOf(table.columns).map(textOf), rows: listOf(table.rows).map(listOf) };
}

function readPoint(point: unknown): readonly (readonly [number, number])[] {
  return Array.isArray(point) ? [[numberOf(point[0]), numberOf(point[1])]] : [];
}

function readDomain(domain: unknown): readonly [number, number] | undefined {
  return Array.isArray(domain) ? [numberOf(domain[0]), numberOf(domain[1])] : undefined;
}

function isScalar(entry: [string, unknown]): entry is [string, number | null] {
  return typeof entry[1] === "number" || entry[1] === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}
