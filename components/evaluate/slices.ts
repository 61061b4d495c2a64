import { type ClassifierMetrics, classifierMetrics, type ScoredRows } from "./classifier-metrics.ts";

/** Rows that have one value of a column, and how the model does on them. */
export interface Slice {
  readonly column: string;
  /** null: the rows where the column is missing. */
  readonly value: string | null;
  readonly rows: number;
  /** undefined for slices with too few rows. */
  readonly metrics: ClassifierMetrics | undefined;
}

/** How slices are named in messages and in what `evaluate` gives. */
export function sliceName(column: string, value: string | number | boolean | null): string {
  return `${column} = ${value === null ? "(missing)" : value}`;
}

/** Which slice of a column each row belongs to: a number per row, and the slices' values by number. */
export interface SliceIndex {
  readonly column: string;
  readonly values: readonly (string | null)[];
  /** Shape `[numRows]`. */
  readonly sliceOfRow: Uint32Array;
  /** The values in the order to show them; the largest slices first when absent. */
  readonly order?: readonly string[];
}

/**
 * Measures the slices of a column, in the column's own order or the largest first.
 *
 * @param minRows slices with fewer rows have no metrics: their numbers would be chance
 */
export function measureSlices(
  { column, values, sliceOfRow, order }: SliceIndex,
  { probabilities, labels }: ScoredRows,
  decisionThreshold: number,
  minRows: number,
): readonly Slice[] {
  const rowsOf: number[][] = values.map(() => []);
  for (const [row, slice] of sliceOfRow.entries()) rowsOf[slice]!.push(row);
  const slices = values.map((value, index): Slice => {
    const rows = rowsOf[index]!;
    const scored = {
      probabilities: Float64Array.from(rows, (row) => probabilities[row]!),
      labels: Uint8Array.from(rows, (row) => labels[row]!),
    };
    const metrics = rows.length < minRows ? undefined : classifierMetrics(scored, decisionThreshold);
    return { column, value, rows: rows.length, metrics };
  });
  const place = ({ value }: Slice) => (order === undefined || value === null ? 0 : order.indexOf(value));
  return slices.sort((a, b) => place(a) - place(b) || b.rows - a.rows || compareText(a.value ?? "", b.value ?? ""));
}

/** By code units, the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
