import { InputError } from "../../dsl/run-context.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { ExamplesColumn, ExamplesFolder } from "../formats/examples-folder.ts";

/** The value that counts as class 1; null: the column itself holds booleans, or 0 and 1. */
export type PositiveValue = string | number | boolean | null;

/** How often each class comes in a split. */
export interface ClassCounts {
  readonly positives: number;
  readonly negatives: number;
}

/**
 * The label of a row as SQL: 1, 0, or NULL where it is missing or neither.
 *
 * @throws InputError `label-not-binary` when the column's type and `positive` do not go together
 */
export function labelSql({ name, type }: ExamplesColumn, positive: PositiveValue): string {
  const column = quoteIdentifier(name);
  const wanted = { text: "string", integer: "number", number: "number", boolean: "boolean" }[type as string];
  if (wanted === undefined || (positive === null && type === "text") || (positive !== null && typeof positive !== wanted)) {
    throw new InputError(
      "label-not-binary",
      `The label column "${name}" is of type ${type}${positive === null ? "" : `, and ${JSON.stringify(positive)} is a ${typeof positive}`}: no two classes follow from that.`,
      'Name the value that counts as class 1: label: { column: "outcome", positive: "yes" }.',
    );
  }
  if (positive !== null) {
    const value = typeof positive === "string" ? quoteText(positive) : String(positive);
    return `CASE WHEN ${column} IS NULL THEN NULL WHEN ${column} = ${value} THEN 1 ELSE 0 END`;
  }
  return type === "boolean" ? `CAST(${column} AS INTEGER)` : `CASE WHEN ${column} = 1 THEN 1 WHEN ${column} = 0 THEN 0 END`;
}

/**
 * Counts both classes of a split, and refuses labels that are missing or neither.
 *
 * @throws InputError `label-missing` or `label-not-binary`
 */
export async function countClasses(
  database: Database,
  { name, path }: ExamplesFolder["splits"][number],
  label: ExamplesColumn,
  sql: string,
): Promise<ClassCounts> {
  const [row] = await database.rows<Readonly<Record<"missing" | "other" | "positives" | "negatives", bigint>>>(
    `SELECT count(*) - count(original) AS missing, count(original) - count(label) AS other,
       count(*) FILTER (label = 1) AS positives, count(*) FILTER (label = 0) AS negatives
     FROM (SELECT ${quoteIdentifier(label.name)} AS original, ${sql} AS label FROM read_parquet(${quoteText(path)}))`,
  );
  const { missing, other, positives, negatives } = row!;
  if (missing > 0n) {
    throw new InputError(
      "label-missing",
      `The label "${label.name}" is missing in ${missing} rows of split "${name}".`,
      "Leave such rows out when the data is read; a model can't learn from a row without its answer.",
    );
  }
  if (other > 0n) {
    throw new InputError(
      "label-not-binary",
      `The label "${label.name}" is neither 0 nor 1 in ${other} rows of split "${name}".`,
      "Give a column of two classes, or name the value that counts as class 1: label: { column, positive }.",
    );
  }
  return { positives: Number(positives), negatives: Number(negatives) };
}

/** @throws InputError `label-with-one-class` when the split can't teach the difference */
export function requireBothClasses(split: string, label: string, { positives, negatives }: ClassCounts): void {
  if (positives > 0 && negatives > 0) return;
  throw new InputError(
    "label-with-one-class",
    `The label "${label}" is ${positives > 0 ? 1 : 0} in all ${positives + negatives} rows of split "${split}": there is nothing to tell apart.`,
    "Look at how the label is made and at how the splits are cut.",
  );
}
