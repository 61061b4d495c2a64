import { quoteIdentifier } from "./duckdb.ts";
import type { ColumnType, ExamplesColumn } from "./examples-folder.ts";

/**
 * SQL that writes a value as a text that is the same on every machine and for every source format:
 *
 * - integer: its digits
 * - number: as an integer when it is whole and below 2^53 in size, so that a column that turns from integer to number keeps its texts; otherwise
 *   the shortest decimal digits that read back as the same double, as DuckDB writes them; `nan`, `inf`, `-inf`
 * - boolean: `true` or `false`; timestamp: microseconds since 1970 in UTC; numbers: `[1.5, NULL]`
 * - text: itself, with a backslash before each backslash and comma
 */
const canonicalValue: Readonly<Record<ColumnType, (column: string) => string>> = {
  integer: (column) => `${column}::VARCHAR`,
  number: (column) =>
    `CASE WHEN ${column} = trunc(${column}) AND abs(${column}) < 9007199254740992 THEN ${column}::BIGINT::VARCHAR ELSE ${column}::VARCHAR END`,
  boolean: (column) => `${column}::VARCHAR`,
  timestamp: (column) => `epoch_us(${column})::VARCHAR`,
  numbers: (column) => `${column}::VARCHAR`,
  text: (column) =>
    `CASE WHEN contains(${column}, ',') OR contains(${column}, '\\') THEN replace(replace(${column}, '\\', '\\\\'), ',', '\\,') ELSE ${column} END`,
};

/**
 * SQL that writes chosen columns of a row as one text: each value as above and a comma behind it; a missing value is `\N`.
 * Different rows have different texts.
 *
 * @example
 * // the row { fare: 12.5, company: "Blue, Inc.", tips: missing } is the text
 * // 12.5,Blue\, Inc.,\N,
 */
export function canonicalRow(columns: readonly ExamplesColumn[]): string {
  const cells = columns.map(({ name, type }) => `coalesce(${canonicalValue[type](quoteIdentifier(name))}, '\\N'), ','`);
  return `concat(${cells.join(", ")})`;
}
