import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { SchemaColumn, SchemaFile } from "../formats/schema-file.ts";
import { type ColumnStatistics, isNumeric, type NumericStatistics, type SplitStatistics } from "../formats/statistics-file.ts";

/** A text column with at most this many different values may be a category: the limit of TFDV's schema inference. */
export const maxCategories = 100;
/** A column with more different values than this share of its values is nearly unique: an identifier or free text. */
const nearlyUnique = 0.5;
/** How much more may be missing than was: ten percentage points. */
const missingSlack = 0.1;

/**
 * A schema that describes what one split holds, as a first draft for people to edit:
 *
 * - a column without a missing value must have none; another may miss ten percentage points more than it did
 * - a text column with at most 100 different values, not nearly unique, may hold only these. By Good and Turing the share of values that were
 *   seen once estimates the share of values not seen yet; three times as much may pass
 * - integers that fill at least half of their range with at most 100 values (months, hours, codes) must stay in it; any other number may lie
 *   within one width of the range beyond either end, but not beyond 0 when all values were on one side of it. Nearly unique integers
 *   (identifiers, running times) and timestamps get no range: they grow
 * - NaN and infinite numbers are not allowed
 *
 * Good-Turing: I. J. Good, "The population frequencies of species and the estimation of population parameters" (1953).
 *
 * @param path the split's Parquet file, for the values of categories
 */
export async function inferSchema(
  database: Database,
  split: SplitStatistics,
  path: string,
  label: string | undefined,
): Promise<SchemaFile> {
  const columns: Record<string, SchemaColumn> = {};
  for (const column of split.columns) {
    const seen = column.present + column.missing;
    const share = seen === 0 ? 0 : column.present / seen;
    const category = isCategory(column) ? await valuesOf(database, path, column.name) : undefined;
    const range = isNumeric(column) ? rangeOf(column) : undefined;
    columns[column.name] = {
      type: column.type,
      required: true,
      minPresent: column.missing === 0 && seen > 0 ? 1 : Math.max(0, Math.floor((share - missingSlack) * 100) / 100),
      ...(range && { range }),
      ...(category && { values: category.values }),
      minInside:
        category === undefined ? 1 : Math.max(0, Math.floor((1 - 3 * (category.seenOnce / column.present)) * 1000) / 1000),
      allowNan: false,
      allowInfinite: false,
    };
  }
  return { format: "pipewright.schema/1", ...(label !== undefined && { label }), minRows: 1, allowNewColumns: false, columns };
}

function isCategory(column: ColumnStatistics): boolean {
  return (
    column.type === "text" &&
    column.present > 0 &&
    column.distinct <= maxCategories &&
    column.distinct <= nearlyUnique * column.present
  );
}

interface Category {
  readonly values: string[];
  readonly seenOnce: number;
}

async function valuesOf(database: Database, path: string, name: string): Promise<Category> {
  const column = quoteIdentifier(name);
  const found = await database.rows<{ readonly v: string; readonly n: bigint }>(
    `SELECT v, count(*) AS n FROM (SELECT ${column} AS v FROM read_parquet(${quoteText(path)})) WHERE v IS NOT NULL GROUP BY v ORDER BY v`,
  );
  return { values: found.map(({ v }) => v), seenOnce: found.filter(({ n }) => n === 1n).length };
}

function rangeOf({ type, min, max, distinct, present }: NumericStatistics): { min: number; max: number } | undefined {
  if (min === null || max === null || type === "timestamp") return undefined;
  if (type === "integer" && distinct > nearlyUnique * present) return undefined;
  const width = max - min;
  if (type === "integer" && distinct <= maxCategories && distinct >= (width + 1) / 2) return { min, max };
  const [low, high] = [min - width, max + width];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined;
  return { min: min >= 0 ? Math.max(0, low) : low, max: max <= 0 ? Math.min(0, high) : high };
}
