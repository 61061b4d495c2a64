import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import type { ExamplesFolder } from "../formats/examples-folder.ts";

/** Integers with more distinct values than this are sliced by ranges, as other numbers are; hours, weekdays and months have fewer. */
const maxDistinctIntegers = 31;

/** A column to slice by, and SQL that names a row's slice: text, or NULL where the column is missing. */
export interface SliceColumn {
  readonly column: string;
  readonly sql: string;
  /** The order of numbers and of ranges; other slices are in the order of their size. */
  readonly order?: readonly string[];
}

/**
 * Decides how each column is cut into slices: a text, a boolean or an integer of few values by its values, other numbers by the quarters of
 * their range in the split (by quartiles, so with about equally many rows), a timestamp by months.
 *
 * @throws InputError `unknown-column` or `wrong-column-type`
 */
export async function sliceColumns(
  database: Database,
  examples: ExamplesFolder,
  split: ExamplesFolder["splits"][number],
  names: readonly string[],
): Promise<readonly SliceColumn[]> {
  const columns: SliceColumn[] = [];
  for (const name of new Set(names)) {
    const found = examples.columns.find((column) => column.name === name);
    if (found === undefined) throw unknownColumn(name, examples);
    columns.push(await sliceColumn(database, split.path, name, found.type));
  }
  return columns;
}

async function sliceColumn(
  database: Database,
  file: string,
  column: string,
  type: ExamplesFolder["columns"][number]["type"],
): Promise<SliceColumn> {
  const name = quoteIdentifier(column);
  switch (type) {
    case "text":
    case "boolean":
      return { column, sql: `CAST(${name} AS VARCHAR)` };
    case "timestamp":
      return { column, sql: `strftime(${name}, '%Y-%m')` };
    case "integer":
    case "number": {
      const source = `FROM read_parquet(${quoteText(file)}) WHERE isfinite(CAST(${name} AS DOUBLE))`;
      const [row] = await database.rows<{ values: bigint; quartiles: readonly number[] | null }>(
        `SELECT count(DISTINCT ${name}) AS values, quantile_cont(CAST(${name} AS DOUBLE), [0.25, 0.5, 0.75]) AS quartiles ${source}`,
      );
      if (type === "integer" && row!.values <= maxDistinctIntegers) {
        const values = await database.rows<{ value: string }>(
          `SELECT CAST(${name} AS VARCHAR) AS value ${source} GROUP BY ${name} ORDER BY ${name}`,
        );
        return { column, sql: `CAST(${name} AS VARCHAR)`, order: values.map(({ value }) => value) };
      }
      return { column, ...ranges(name, [...new Set(row!.quartiles ?? [])]) };
    }
    case "numbers":
      throw new InputError(
        "wrong-column-type",
        `Column "${column}" holds a vector per row, which has no slices.`,
        "Name a column that transform was told to keep: `passthrough`.",
      );
  }
}

/** Names the range that a number lies in; the lower end counts to the range. */
function ranges(name: string, boundaries: readonly number[]): Pick<SliceColumn, "sql" | "order"> {
  const value = `CAST(${name} AS DOUBLE)`;
  const below = boundaries.map((boundary, index) => {
    const low = boundaries[index - 1];
    return low === undefined ? `< ${short(boundary)}` : `${short(low)} to ${short(boundary)}`;
  });
  const steps = boundaries.map((boundary, index) => `WHEN ${value} < ${boundary} THEN ${quoteText(below[index]!)}`);
  const last = boundaries.at(-1);
  const rest = last === undefined ? "any" : `>= ${short(last)}`;
  const sql = `CASE WHEN ${name} IS NULL OR NOT isfinite(${value}) THEN NULL ${steps.join(" ")} ELSE ${quoteText(rest)} END`;
  return { sql, order: [...below, rest] };
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function unknownColumn(name: string, { columns }: ExamplesFolder): InputError {
  const names = columns.map((column) => column.name);
  return new InputError(
    "unknown-column",
    `The examples have no column "${name}" to slice by.${didYouMean(name, names)}`,
    `The columns are ${names.map((each) => `"${each}"`).join(", ")}; name further ones as \`passthrough\` of transform.`,
  );
}
