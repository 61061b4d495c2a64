import { quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { isNumeric } from "../formats/statistics-file.ts";
import { type CheckContext, splitColumns } from "./check-context.ts";

/** A numeric label with more different values than this in every split is a quantity, not a class. */
const maxNumericClasses = 20;

/** How often each class of the label occurs in a split. */
export interface LabelCounts {
  readonly split: string;
  /** Rows of the split. */
  readonly rows: number;
  /** By the class's text, in its own order. */
  readonly classes: ReadonlyMap<string, number>;
}

/** Whether the label is a class: a text, a truth value, or a number with at most 20 different values. */
export function labelIsClass(context: CheckContext): boolean {
  const columns = context.label === undefined ? [] : splitColumns(context, context.label);
  if (columns.length === 0) return false;
  return columns.every(
    ({ column }) =>
      column.type !== "numbers" && column.type !== "timestamp" && (!isNumeric(column) || column.distinct <= maxNumericClasses),
  );
}

/** Counts the label's classes in each split. */
export async function countLabels(context: CheckContext, label: string): Promise<readonly LabelCounts[]> {
  const counts: LabelCounts[] = [];
  for (const { split, rows, path } of splitColumns(context, label)) {
    const column = quoteIdentifier(label);
    const found = await context.database.rows<{ readonly value: string; readonly n: bigint }>(
      `SELECT v::VARCHAR AS value, n FROM (SELECT v, count(*) AS n FROM (SELECT ${column} AS v FROM read_parquet(${quoteText(path)})) WHERE v IS NOT NULL GROUP BY v) ORDER BY v`,
    );
    counts.push({ split, rows, classes: new Map(found.map(({ value, n }) => [value, Number(n)])) });
  }
  return counts;
}

/** Rows with a class. */
export function labelled({ classes }: LabelCounts): number {
  return [...classes.values()].reduce((sum, count) => sum + count, 0);
}
