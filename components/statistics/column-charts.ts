import type { BarChart, Chart, LineChart } from "../../util/charts/chart.ts";
import { formatNumber } from "../../util/charts/format-number.ts";
import type { BooleanStatistics, ColumnStatistics, NumericStatistics, TextStatistics } from "../formats/statistics-file.ts";
import { isNumeric } from "../formats/statistics-file.ts";

/** A column in one split. */
export interface InSplit<Column extends ColumnStatistics = ColumnStatistics> {
  readonly split: string;
  readonly column: Column;
}

/** The most bars of a chart of values. */
const maxBars = 12;

/**
 * What is drawn of a column, splits side by side: of numbers their histogram and their quantiles, of texts and truth values the most frequent
 * ones, of lists nothing. Heights are shares, so that splits of different size look alike when they are.
 */
export function columnCharts(splits: readonly InSplit[]): readonly Chart[] {
  const numeric = splits.filter((entry): entry is InSplit<NumericStatistics> => isNumeric(entry.column));
  if (numeric.length > 0) {
    const known = numeric.filter(({ column }) => column.histogram.length > 0);
    return known.length === 0 ? [] : [histogramChart(known), quantileChart(known)];
  }
  const named = splits.filter((entry): entry is InSplit<TextStatistics | BooleanStatistics> => "topValues" in entry.column);
  return named.some(({ column }) => column.present > 0) ? [valuesChart(named)] : [];
}

function histogramChart(splits: readonly InSplit<NumericStatistics>[]): BarChart {
  const { type, histogram } = splits[0]!.column;
  return {
    kind: "bar",
    title: "How the values are spread",
    xLabel: type === "timestamp" ? "bins of equal width, from (UTC)" : "bins of equal width, from",
    yLabel: "share of values",
    categories: histogram.map(({ low }) => (type === "timestamp" ? day(low) : formatNumber(low))),
    series: splits.map(({ split, column }) => {
      const total = column.histogram.reduce((sum, { count }) => sum + count, 0);
      return { name: split, values: column.histogram.map(({ count }) => count / total) };
    }),
  };
}

/** A far tail is cut off, so that the rest can be seen: the axis ends one spread of the middle nine tenths beyond them. */
function quantileChart(splits: readonly InSplit<NumericStatistics>[]): LineChart {
  const isTime = splits[0]!.column.type === "timestamp";
  const origin = isTime ? Math.min(...splits.map(({ column }) => column.quantiles[0]!)) : 0;
  const scaled = splits.map(({ split, column }) => ({
    split,
    values: column.quantiles.map((value) => (isTime ? (value - origin) / 86_400 : value)),
  }));
  const at = (share: number) => scaled.map(({ values }) => values[Math.round(share * (values.length - 1))]!);
  const [least, low, high, most] = [Math.min(...at(0)), Math.min(...at(0.05)), Math.max(...at(0.95)), Math.max(...at(1))];
  const domain = [Math.max(least, low - (high - low)), Math.min(most, high + (high - low))] as const;
  const isCut = domain[0] < domain[1] && (domain[0] > least || domain[1] < most);
  return {
    kind: "line",
    title: isCut ? "Values in order, tails cut off" : "Values in order",
    xLabel: "percent of the values",
    yLabel: isTime ? `days after ${day(origin)}` : "not larger than",
    xDomain: [0, 100],
    ...(isCut && { yDomain: domain }),
    series: scaled.map(({ split, values }) => ({
      name: split,
      points: values.map((value, index) => [(100 * index) / (values.length - 1), value] as const),
    })),
  };
}

function valuesChart(splits: readonly InSplit<TextStatistics | BooleanStatistics>[]): BarChart {
  const shown = [...new Set(splits.flatMap(({ column }) => column.topValues.slice(0, maxBars).map(({ value }) => value)))].slice(
    0,
    maxBars,
  );
  return {
    kind: "bar",
    title: "The most frequent values",
    xLabel: "value",
    yLabel: "share of values",
    categories: shown.map((value) => (value === "" ? "(empty text)" : String(value))),
    series: splits.map(({ split, column }) => ({
      name: split,
      values: shown.map(
        (value) => (column.topValues.find((top) => top.value === value)?.count ?? 0) / Math.max(1, column.present),
      ),
    })),
  };
}

/** A time as its day, in UTC. */
function day(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.valueOf()) ? formatNumber(seconds) : date.toISOString().slice(0, 10);
}
