import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { ExamplesColumn } from "../formats/examples-folder.ts";
import type { NumericStatistics } from "../formats/statistics-file.ts";
import { type Folded, type FoldSettings, NumericFold, type NumericRange, nothingFolded } from "./numeric-fold.ts";

/** A numeric column in one split, at a glance. */
export interface NumericGlance {
  readonly present: number;
  readonly nan: number;
  readonly infinite: number;
  /** Ends of the finite values; undefined when there are none. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
  /** Whether most values differ, so that sorting is faster than grouping. */
  readonly nearlyUnique: boolean;
}

/** Rows that are looked at to tell whether most values differ. */
const sampleRows = 100_000;

/**
 * Counts and ends of all numeric columns of a split, in one scan.
 *
 * @param path of the split's Parquet file
 */
export async function glanceAtNumeric(
  database: Database,
  path: string,
  columns: readonly ExamplesColumn[],
): Promise<readonly NumericGlance[]> {
  if (columns.length === 0) return [];
  const file = `read_parquet(${quoteText(path)})`;
  const ends = columns.map((column, index) => {
    const value = onTheLine(column);
    const finiteOnly = column.type === "number" ? ` FILTER (isfinite(${value}))` : "";
    const odd =
      column.type === "number"
        ? `count(*) FILTER (isnan(${value})) AS n${index}, count(*) FILTER (isinf(${value})) AS i${index}, `
        : "";
    return `count(${value}) AS p${index}, ${odd}min(${value})${finiteOnly} AS a${index}, max(${value})${finiteOnly} AS b${index}`;
  });
  const distinct = columns.map((column, index) => `approx_count_distinct(${quoteIdentifier(column.name)}) AS d${index}`);
  const [counted = {}] = await database.rows<Record<string, number | bigint | null>>(`SELECT ${ends.join(", ")} FROM ${file}`);
  const [sampled = {}] = await database.rows<Record<string, bigint>>(
    `SELECT count(*) AS rows, ${distinct.join(", ")} FROM (SELECT * FROM ${file} LIMIT ${sampleRows})`,
  );
  return columns.map((_, index) => {
    const [min, max] = [counted[`a${index}`], counted[`b${index}`]];
    return {
      present: Number(counted[`p${index}`] ?? 0),
      nan: Number(counted[`n${index}`] ?? 0),
      infinite: Number(counted[`i${index}`] ?? 0),
      range: min == null || max == null ? undefined : { min: Number(min), max: Number(max) },
      nearlyUnique: Number(sampled[`d${index}`]) > 0.4 * Number(sampled.rows),
    };
  });
}

/**
 * The figures of one numeric column: its sorted values, streamed through a fold.
 *
 * @param bins ends of the bins of equal width, the same for all splits
 */
export async function describeNumeric(
  database: Database,
  path: string,
  column: ExamplesColumn,
  {
    glance,
    rows,
    bins,
    settings,
  }: {
    readonly glance: NumericGlance;
    readonly rows: number;
    readonly bins: { readonly min: number; readonly max: number } | undefined;
    readonly settings: FoldSettings;
  },
): Promise<NumericStatistics> {
  const finite = glance.present - glance.nan - glance.infinite;
  const folded =
    bins === undefined || finite === 0
      ? nothingFolded
      : await fold(database, path, column, { finite, ...bins }, glance, settings);
  return {
    type: column.type as NumericStatistics["type"],
    name: column.name,
    present: glance.present,
    missing: rows - glance.present,
    nan: glance.nan,
    infinite: glance.infinite,
    ...inUnit(column, folded),
  };
}

async function fold(
  database: Database,
  path: string,
  column: ExamplesColumn,
  range: NumericRange,
  glance: NumericGlance,
  settings: FoldSettings,
): Promise<Folded> {
  const value = onTheLine(column);
  const filter = column.type === "number" ? `isfinite(${value})` : `${quoteIdentifier(column.name)} IS NOT NULL`;
  const file = `read_parquet(${quoteText(path)})`;
  const result = new NumericFold(range, settings);
  // beyond 2^53 neighbouring integers become one double: only DuckDB can tell them apart
  const isExact = Math.max(Math.abs(range.min), Math.abs(range.max)) <= Number.MAX_SAFE_INTEGER;
  if (glance.nearlyUnique && (isExact || column.type === "number")) {
    await foldRuns(
      database.doubles(`SELECT v::DOUBLE FROM (SELECT ${value} AS v FROM ${file} WHERE ${filter}) ORDER BY v`, 1),
      result,
    );
  } else {
    const counted = `SELECT v, count(*) AS n FROM (SELECT ${value} AS v FROM ${file} WHERE ${filter}) GROUP BY v`;
    for await (const { rows, columns } of database.doubles(`SELECT v::DOUBLE, n::DOUBLE FROM (${counted}) ORDER BY v`, 2)) {
      for (let row = 0; row < rows; row++) result.add(columns[0]![row]!, columns[1]![row]!);
    }
  }
  return result.end();
}

/** Counts equal neighbours of a sorted stream. */
async function foldRuns(
  sorted: AsyncIterable<{ readonly rows: number; readonly columns: readonly Float64Array[] }>,
  result: NumericFold,
): Promise<void> {
  let [value, count] = [Number.NaN, 0];
  for await (const { rows, columns } of sorted) {
    const values = columns[0]!;
    for (let row = 0; row < rows; row++) {
      if (values[row] === value) count++;
      else {
        if (count > 0) result.add(value, count);
        [value, count] = [values[row]!, 1];
      }
    }
  }
  if (count > 0) result.add(value, count);
}

/** The column as a number: timestamps as microseconds since 1970. */
function onTheLine({ name, type }: ExamplesColumn): string {
  return type === "timestamp" ? `epoch_us(${quoteIdentifier(name)})` : quoteIdentifier(name);
}

/** Timestamps were folded in microseconds; people get seconds, and their frequent values as ISO 8601. */
function inUnit(
  { type }: ExamplesColumn,
  { top, ...folded }: Folded,
): Omit<Folded, "top"> & Pick<NumericStatistics, "topValues"> {
  if (type !== "timestamp") return { ...folded, topValues: [...top] };
  const seconds = (microseconds: number) => microseconds / 1e6;
  const orNull = (value: number | null) => (value === null ? null : seconds(value));
  const scaled = (buckets: Folded["histogram"]) =>
    buckets.map(({ low, high, count }) => ({ low: seconds(low), high: seconds(high), count }));
  return {
    ...folded,
    mean: orNull(folded.mean),
    std: orNull(folded.std),
    min: orNull(folded.min),
    max: orNull(folded.max),
    quantiles: folded.quantiles.map(seconds),
    histogram: scaled(folded.histogram),
    quantileHistogram: scaled(folded.quantileHistogram),
    topValues: top.map(({ value, count }) => ({ value: new Date(value / 1000).toISOString(), count })),
  };
}
