import { formatNumber } from "../../util/charts/format-number.ts";
import type { ColumnStatistics, NumbersStatistics, NumericStatistics } from "../formats/statistics-file.ts";
import { isNumeric } from "../formats/statistics-file.ts";

/** A row of a table: what it says, and the text for one split. */
export type Figure = readonly [name: string, text: string];

/** The figures of a column in a split, as people read them. */
export function columnFigures(column: ColumnStatistics): readonly Figure[] {
  const rows = column.present + column.missing;
  const known: Figure[] = [
    ["values", formatNumber(column.present)],
    ["missing", ofRows(column.missing, rows)],
  ];
  if (isNumeric(column)) return [...known, ...numericFigures(column, rows)];
  if (column.type === "text") {
    const lengths = `${number(column.minLength)} / ${number(column.meanLength)} / ${number(column.maxLength)}`;
    return [
      ...known,
      ["distinct", formatNumber(column.distinct)],
      ["empty", ofRows(column.empty, rows)],
      ["characters: least / mean / most", lengths],
    ];
  }
  if (column.type === "boolean") return [...known, ["true", ofRows(column.trues, rows)], ["false", ofRows(column.falses, rows)]];
  return [
    ...known,
    ["length: least / mean / most", `${number(column.minLength)} / ${number(column.meanLength)} / ${number(column.maxLength)}`],
    ["range of the numbers", `${number(column.min)} … ${number(column.max)}`],
    ...oddFigures(column, undefined),
  ];
}

function numericFigures(column: NumericStatistics, rows: number): readonly Figure[] {
  const value = column.type === "timestamp" ? time : number;
  const median = column.quantiles.length % 2 === 1 ? column.quantiles[(column.quantiles.length - 1) / 2] : undefined;
  return [
    ...oddFigures(column, rows),
    ["distinct", formatNumber(column.distinct)],
    ...(column.type === "timestamp" ? [] : [["zeros", ofRows(column.zeros, rows)] as const]),
    ["mean", value(column.mean)],
    [
      "standard deviation",
      column.type === "timestamp"
        ? column.std === null
          ? "–"
          : `${formatNumber(column.std / 86_400)} days`
        : number(column.std),
    ],
    ["least", value(column.min)],
    ["median", value(median ?? null)],
    ["most", value(column.max)],
  ];
}

/** What should not be there is named only where it is. Entries of lists have no rows to be a share of. */
function oddFigures(column: NumericStatistics | NumbersStatistics, rows: number | undefined): readonly Figure[] {
  const kinds = [
    ["missing entries", column.type === "numbers" ? column.missingEntries : 0],
    ["NaN", column.nan],
    ["infinite", column.infinite],
  ] as const;
  return kinds
    .filter(([, count]) => count > 0)
    .map(([name, count]) => [name, rows === undefined ? formatNumber(count) : ofRows(count, rows)]);
}

/** The share of missing values, in all splits together. */
export function missingShare(columns: readonly ColumnStatistics[]): number {
  const missing = columns.reduce((sum, column) => sum + column.missing, 0);
  const rows = columns.reduce((sum, column) => sum + column.missing + column.present, 0);
  return rows === 0 ? 0 : missing / rows;
}

/** `0.5 %`; what is neither nothing nor all is never rounded to either. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  if (share < 1 && share > 0.9995) return "> 99.9 %";
  return `${Number((100 * share).toFixed(1))} %`;
}

function ofRows(count: number, rows: number): string {
  return count === 0 ? "0" : `${formatNumber(count)} (${percent(count / rows)})`;
}

const number = (value: number | null): string => (value === null ? "–" : formatNumber(value));

function time(seconds: number | null): string {
  if (seconds === null) return "–";
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.valueOf()) ? formatNumber(seconds) : date.toISOString().slice(0, 16).replace("T", " ");
}
