import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../dsl/run-context.ts";
import { canonicalRow } from "../formats/canonical-text.ts";
import { type Database, openDatabase, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { examplesDigest, reservedColumns } from "../formats/examples-digest.ts";
import { type ExamplesColumn, examplesManifestName, writeExamplesManifest } from "../formats/examples-folder.ts";
import type { Relation } from "../formats/relation.ts";
import { deriveSql } from "./derive-sql.ts";
import { fetchSource } from "./fetch-source.ts";
import { findColumn } from "./find-column.ts";
import { locateSource } from "./locate-source.ts";
import { bucketCount, type PlannedSplit, planSplits } from "./plan-splits.ts";
import { type ReadProgress, readSource } from "./read-source.ts";
import type { IngestContext, IngestResult } from "./spec.ts";

/** The work of `ingest`: fetch, check and type, stage with a bucket per row, write each split, digest. */
export async function run(context: IngestContext): Promise<IngestResult> {
  const { params, outputs, log, signal, progress } = context;
  const splits = planSplits(params.splits);
  const source = await locateSource(params.source);
  const workFolder = await mkdtemp(join(tmpdir(), "pipewright-ingest-"));
  try {
    const step: ReadProgress = (name, share) => progress(Math.round(phases[name] + share * phaseLength[name]), 100);
    const fetched = await fetchSource(source, workFolder, {
      signal,
      log,
      onProgress: (bytes, total) => step("fetch", bytes / (total ?? bytes * 2)),
    });
    using database = await openDatabase({ signal });
    const relation = await readSource(database, fetched, params.format, { signal, step });
    const derived = derivedColumns(relation, params.derive);
    const staged = await stage(database, relation, derived, splits, params.splitBy, join(workFolder, "staged.parquet"));
    step("split", 0);
    const columns = [...relation.columns, ...derived.map(({ column }) => column)];
    const written = await writeSplits(database, staged, columns, splits, outputs.examples.path);
    refuseEmptyTrain(written);
    step("digest", 0);
    const digest = await examplesDigest(
      database,
      columns,
      written.map(({ name, file }) => ({ name, path: join(outputs.examples.path, file) })),
    );
    await writeExamplesManifest(outputs.examples.path, { columns, splits: written, digest, source: source.name });
    const rows = written.reduce((sum, split) => sum + split.rows, 0);
    log.info(
      `${rows} rows and ${columns.length} columns from ${source.name}: ${written.map(({ name, rows }) => `${name} ${rows}`).join(", ")}`,
    );
    for (const split of written) if (split.rows === 0) log.warn(`The split "${split.name}" holds no rows.`);
    progress(100, 100);
    return { rows, digest, splitRows: Object.fromEntries(written.map(({ name, rows }) => [name, rows])) };
  } catch (error) {
    await removeOutputs(outputs.examples.path, splits);
    throw error;
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** Where each phase begins on a scale of 0 to 100, and how long it is. */
const phases = { fetch: 0, check: 20, types: 40, split: 65, digest: 90 } as const;
const phaseLength = { fetch: 20, check: 20, types: 25, split: 25, digest: 10 } as const;

interface Derived {
  readonly column: ExamplesColumn;
  readonly sql: string;
}

function derivedColumns(relation: Relation, derive: IngestContext["params"]["derive"]): readonly Derived[] {
  const taken = new Set(relation.columns.map(({ name }) => name.toLowerCase()));
  return Object.entries(derive).map(([name, comparison]) => {
    if (taken.has(name.toLowerCase())) {
      throw new InputError(
        "column-twice",
        `derive makes the column "${name}", which the source already has.`,
        "Give the new column another name.",
      );
    }
    taken.add(name.toLowerCase());
    return { column: { name, type: "boolean" }, sql: deriveSql(name, comparison, relation.columns) };
  });
}

interface Staged {
  readonly path: string;
  /** The column that holds each row's bucket; no name of the data. */
  readonly bucket: string;
}

/** Writes all rows, typed, with their derived columns and their bucket, into one file, so that the source is read only once more. */
async function stage(
  database: Database,
  relation: Relation,
  derived: readonly Derived[],
  splits: readonly PlannedSplit[],
  splitBy: readonly string[] | undefined,
  path: string,
): Promise<Staged> {
  const names = [...relation.columns.map(({ name }) => name), ...derived.map(({ column }) => column.name)];
  const reserved = names.find((name) => reservedColumns.some((word) => word === name.toLowerCase()));
  if (reserved !== undefined)
    throw new InputError(
      "column-name-reserved",
      `No column may be named "${reserved}": DuckDB uses that name.`,
      "Rename the column.",
    );
  const key = splitBy === undefined ? relation.columns : splitBy.map((name) => findColumn(relation.columns, name, "splitBy"));
  let bucket = "bucket";
  while (names.some((name) => name.toLowerCase() === bucket)) bucket += "_";
  const extra = derived.map(({ column, sql }) => `${sql} AS ${quoteIdentifier(column.name)}`);
  const bucketSql = `CAST(md5_number_upper(${canonicalRow(key)}) % ${bucketCount(splits)} AS INTEGER) AS ${quoteIdentifier(bucket)}`;
  await copy(database, `SELECT ${["*", ...extra, bucketSql].join(", ")} FROM (${relation.sql})`, path, "snappy");
  const [count] = await database.rows<{ readonly rows: bigint }>(`SELECT count(*) AS rows FROM read_parquet(${quoteText(path)})`);
  if (relation.rows !== undefined && Number(count?.rows) !== relation.rows) {
    throw new Error(
      `The check of the source counted ${relation.rows} rows, DuckDB read ${count?.rows}. Please report this with the file.`,
    );
  }
  return { path, bucket };
}

async function writeSplits(
  database: Database,
  staged: Staged,
  columns: readonly ExamplesColumn[],
  splits: readonly PlannedSplit[],
  folder: string,
): Promise<readonly { readonly name: string; readonly rows: number; readonly file: string }[]> {
  const written: { readonly name: string; readonly rows: number; readonly file: string }[] = [];
  const [bucket, names] = [quoteIdentifier(staged.bucket), columns.map(({ name }) => quoteIdentifier(name)).join(", ")];
  for (const { name, from, to } of splits) {
    const file = `${name}.parquet`;
    const path = join(folder, file);
    await copy(
      database,
      `SELECT ${names} FROM read_parquet(${quoteText(staged.path)}) WHERE ${bucket} >= ${from} AND ${bucket} < ${to}`,
      path,
      "zstd",
    );
    const [count] = await database.rows<{ readonly rows: bigint }>(
      `SELECT count(*) AS rows FROM read_parquet(${quoteText(path)})`,
    );
    written.push({ name, rows: Number(count?.rows ?? 0n), file });
  }
  return written;
}

/** Rows keep their order, and row groups their size, whatever the number of threads: the same rows are the same bytes. */
async function copy(database: Database, query: string, path: string, compression: "zstd" | "snappy"): Promise<void> {
  await database.run(`COPY (${query}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 122880)`);
}

function refuseEmptyTrain(written: readonly { readonly name: string; readonly rows: number }[]): void {
  const split = written.find(({ name }) => name === "train") ?? written[0];
  if (split === undefined || split.rows > 0) return;
  throw new InputError(
    "train-split-empty",
    `No row fell into the split "${split.name}", so there is nothing to learn from: ${written.map(({ name, rows }) => `${name} ${rows}`).join(", ")}.`,
    "Give more rows, another weight, or other columns in splitBy.",
  );
}

async function removeOutputs(folder: string, splits: readonly PlannedSplit[]): Promise<void> {
  for (const file of [examplesManifestName, ...splits.map(({ name }) => `${name}.parquet`)])
    await rm(join(folder, file), { force: true }).catch(() => undefined);
}
