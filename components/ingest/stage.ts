import { InputError } from "../../dsl/run-context.ts";
import { canonicalRow } from "../formats/canonical-text.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { hashesOfText } from "../formats/examples-digest.ts";
import type { ExamplesColumn } from "../formats/examples-folder.ts";
import type { Relation } from "../formats/relation.ts";
import type { Comparison } from "./comparison.ts";
import { deriveSql } from "./derive-sql.ts";
import { findColumn } from "./find-column.ts";
import { writeParquet } from "./write-parquet.ts";

/**
 * All rows in one Parquet file, typed, with derived columns. Its columns are `c0`, `c1`, … in the order of `columns`, so that no name of the data
 * meets one of ours: `bucket`, and `first` and `last`, the hashes of the row.
 */
export interface Staged {
  readonly path: string;
  /** Those of the source, then the derived ones. */
  readonly columns: readonly ExamplesColumn[];
}

/** What is added to a source. */
export interface StageOptions {
  readonly derive: Readonly<Record<string, Comparison>>;
  /** Columns of the source that decide the bucket; all of them when undefined. */
  readonly splitBy: readonly string[] | undefined;
  readonly buckets: number;
}

/**
 * Reads the source once and writes it down typed, so that splits are cut from a file that is quick to read.
 *
 * A row's bucket is `MD5(canonical text of the chosen columns)`, its first eight bytes as a little-endian number, modulo the number of buckets:
 * see components/formats/canonical-text.ts. Derived columns have no say in it, so adding one moves no row.
 *
 * @throws InputError for unknown columns, for names that are taken, and for comparisons that can't be made
 */
export async function stage(
  database: Database,
  relation: Relation,
  path: string,
  { derive, splitBy, buckets }: StageOptions,
): Promise<Staged> {
  const derived = Object.entries(derive).map(([name, comparison]) => {
    refuseTaken(relation.columns, name);
    return { column: { name, type: "boolean" } as const, sql: deriveSql(name, comparison, relation.columns) };
  });
  const key = splitBy?.map((name) => findColumn(relation.columns, name, "splitBy"));
  const made = derived.map(({ sql }, index) => `, ${sql} AS d${index}`).join("");
  const keyText = key === undefined ? "" : `, ${canonicalRow(key)} AS key_text`;
  const renamed = relation.columns.map(({ name }, index) => `${quoteIdentifier(name)} AS c${index}`);
  const read = `SELECT ${renamed.join(", ")}, ${canonicalRow(relation.columns)} AS row_text${keyText}${made} FROM (${relation.sql})`;
  const madeColumns = derived.map((_, index) => ({ name: `d${index}`, type: "boolean" }) as const);
  const wholeText = derived.length === 0 ? "row_text" : `concat(row_text, ${canonicalRow(madeColumns)})`;
  const kept = [
    ...relation.columns.map((_, index) => `c${index}`),
    ...derived.map((_, index) => `d${index} AS c${relation.columns.length + index}`),
    `CAST(md5_number_upper(${key === undefined ? "row_text" : "key_text"}) % ${buckets} AS INTEGER) AS bucket`,
    hashesOfText(wholeText),
  ];
  await writeParquet(database, `SELECT ${kept.join(", ")} FROM (${read})`, path, "snappy");
  await compareRows(database, path, relation.rows);
  return { path, columns: [...relation.columns, ...derived.map(({ column }) => column)] };
}

/** Two readers saw the source: they must have seen the same rows. */
async function compareRows(database: Database, path: string, expected: number | undefined): Promise<void> {
  const [count] = await database.rows<{ readonly rows: bigint }>(`SELECT count(*) AS rows FROM read_parquet(${quoteText(path)})`);
  if (expected === undefined || Number(count?.rows) === expected) return;
  throw new Error(
    `The check of the source counted ${expected} rows, DuckDB read ${count?.rows}. Please report this with the file.`,
  );
}

function refuseTaken(columns: readonly ExamplesColumn[], name: string): void {
  if (!columns.some((column) => column.name.toLowerCase() === name.toLowerCase())) return;
  throw new InputError(
    "column-twice",
    `derive makes the column "${name}", which the source already has.`,
    "Give the new column another name.",
  );
}
