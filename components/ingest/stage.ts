import { InputError } from "../../dsl/run-context.ts";
import { canonicalRow } from "../formats/canonical-text.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { reservedColumns } from "../formats/examples-digest.ts";
import type { ExamplesColumn } from "../formats/examples-folder.ts";
import type { Relation } from "../formats/relation.ts";
import type { Comparison } from "./comparison.ts";
import { deriveSql } from "./derive-sql.ts";
import { findColumn } from "./find-column.ts";
import { writeParquet } from "./write-parquet.ts";

/** All rows in one Parquet file, typed, with derived columns and a bucket each. */
export interface Staged {
  readonly path: string;
  /** Those of the source, then the derived ones. */
  readonly columns: readonly ExamplesColumn[];
  /** The column of the file that holds each row's bucket; no name of the data. */
  readonly bucket: string;
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
  const columns = [...relation.columns, ...derived.map(({ column }) => column)];
  refuseReserved(columns);
  const key = splitBy === undefined ? relation.columns : splitBy.map((name) => findColumn(relation.columns, name, "splitBy"));
  const bucket = freeName(columns, "bucket");
  const made = derived.map(({ column, sql }) => `${sql} AS ${quoteIdentifier(column.name)}`);
  const bucketSql = `CAST(md5_number_upper(${canonicalRow(key)}) % ${buckets} AS INTEGER) AS ${quoteIdentifier(bucket)}`;
  await writeParquet(database, `SELECT ${["*", ...made, bucketSql].join(", ")} FROM (${relation.sql})`, path, "snappy");
  await compareRows(database, path, relation.rows);
  return { path, columns, bucket };
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

function refuseReserved(columns: readonly ExamplesColumn[]): void {
  const reserved = columns.find(({ name }) => reservedColumns.some((word) => word === name.toLowerCase()));
  if (reserved === undefined) return;
  throw new InputError(
    "column-name-reserved",
    `No column may be named "${reserved.name}": DuckDB uses that name.`,
    "Rename the column.",
  );
}

function freeName(columns: readonly ExamplesColumn[], wanted: string): string {
  const isTaken = columns.some(({ name }) => name.toLowerCase() === wanted);
  return isTaken ? freeName(columns, `${wanted}_`) : wanted;
}
