import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { BooleanStatistics, NumbersStatistics, TextStatistics } from "../formats/statistics-file.ts";

type Counts = Readonly<Record<string, bigint | number | null>>;

const orNull = (value: bigint | number | null | undefined): number | null => (value == null ? null : Number(value));

/**
 * The figures of a text column. Values are counted once by DuckDB, which spills to disk when they do not fit into its memory.
 *
 * @param rows of the split
 */
export async function describeText(
  database: Database,
  path: string,
  name: string,
  rows: number,
  numTopValues: number,
): Promise<TextStatistics> {
  const [file, column] = [`read_parquet(${quoteText(path)})`, quoteIdentifier(name)];
  const values = `SELECT ${column} AS v FROM ${file} WHERE ${column} IS NOT NULL`;
  await database.run(`CREATE OR REPLACE TEMP TABLE counted AS SELECT v, count(*) AS n FROM (${values}) GROUP BY v`);
  const [found = {}] = await database.rows<Counts>(
    "SELECT count(*) AS distinct_values, sum(n) AS present, sum(n) FILTER (v = '') AS empty, min(length(v)) AS shortest, max(length(v)) AS longest, sum(length(v) * n) AS characters FROM counted",
  );
  const top = await database.rows<{ readonly v: string; readonly n: bigint }>(
    `SELECT v, n FROM counted ORDER BY n DESC, v LIMIT ${numTopValues}`,
  );
  await database.run("DROP TABLE counted");
  const present = Number(found.present ?? 0);
  return {
    type: "text",
    name,
    present,
    missing: rows - present,
    empty: Number(found.empty ?? 0),
    minLength: orNull(found.shortest),
    maxLength: orNull(found.longest),
    meanLength: present === 0 ? null : Number(found.characters) / present,
    distinct: Number(found.distinct_values),
    topValues: top.map(({ v, n }) => ({ value: v, count: Number(n) })),
  };
}

/** The figures of a boolean column. */
export async function describeBoolean(database: Database, path: string, name: string, rows: number): Promise<BooleanStatistics> {
  const column = quoteIdentifier(name);
  const [found = {}] = await database.rows<Counts>(
    `SELECT count(*) FILTER (${column}) AS trues, count(*) FILTER (NOT ${column}) AS falses FROM read_parquet(${quoteText(path)})`,
  );
  const [trues, falses] = [Number(found.trues), Number(found.falses)];
  const values = [
    { value: false, count: falses },
    { value: true, count: trues },
  ].filter(({ count }) => count > 0);
  const topValues = values.sort((left, right) => right.count - left.count);
  return {
    type: "boolean",
    name,
    present: trues + falses,
    missing: rows - trues - falses,
    trues,
    falses,
    distinct: values.length,
    topValues,
  };
}

/** The figures of a column of lists of numbers. */
export async function describeNumbers(database: Database, path: string, name: string, rows: number): Promise<NumbersStatistics> {
  const column = quoteIdentifier(name);
  const finite = `list_filter(${column}, lambda x: isfinite(x))`;
  const [found = {}] = await database.rows<Counts>(
    `SELECT count(${column}) AS present, min(len(${column})) AS shortest, max(len(${column})) AS longest, sum(len(${column})) AS entries, ` +
      `sum(len(${column}) - list_count(${column})) AS missing_entries, sum(len(list_filter(${column}, lambda x: isnan(x)))) AS nan, ` +
      `sum(len(list_filter(${column}, lambda x: isinf(x)))) AS infinite, min(list_min(${finite})) AS least, max(list_max(${finite})) AS most ` +
      `FROM read_parquet(${quoteText(path)})`,
  );
  const present = Number(found.present);
  return {
    type: "numbers",
    name,
    present,
    missing: rows - present,
    minLength: orNull(found.shortest),
    maxLength: orNull(found.longest),
    meanLength: present === 0 ? null : Number(found.entries) / present,
    missingEntries: Number(found.missing_entries ?? 0),
    nan: Number(found.nan ?? 0),
    infinite: Number(found.infinite ?? 0),
    min: orNull(found.least),
    max: orNull(found.most),
  };
}
