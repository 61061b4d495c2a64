import { InputError } from "../../dsl/run-context.ts";
import { checkColumnNames } from "./csv-header.ts";
import { type Database, quoteIdentifier, quoteText } from "./duckdb.ts";
import { type ColumnType, type ExamplesColumn, storageTypes } from "./examples-folder.ts";
import type { Relation } from "./relation.ts";

/**
 * A Parquet file as a relation, its types widened to the six that examples have: all integers to 64 bits, FLOAT and DECIMAL to DOUBLE,
 * DATE and every timestamp to microseconds in UTC, ENUM, UUID, TIME and JSON to text, lists of numbers to FLOAT[].
 *
 * @param path without the characters `* ? [` that DuckDB would expand
 * @throws InputError when it is no Parquet file, is cut off, holds no rows, or has a column of another type
 */
export async function readParquet(database: Database, path: string): Promise<Relation> {
  const file = `read_parquet(${quoteText(path)})`;
  const described = await describe(database, file, path);
  const columns = described.map(
    ({ column_name, column_type }): ExamplesColumn => ({ name: column_name, type: columnTypeOf(column_name, column_type) }),
  );
  const [count] = await database.rows<{ readonly rows: bigint }>(`SELECT count(*) AS rows FROM ${file}`);
  const rows = Number(count?.rows ?? 0n);
  if (rows === 0) throw new InputError("no-rows", "The source holds columns and no rows.", "Check what wrote it.");
  const values = columns.map(({ name, type }) => {
    const column = quoteIdentifier(name);
    return `CAST(${column} AS ${storageTypes[type]}) AS ${column}`;
  });
  return { sql: `SELECT ${values.join(", ")} FROM ${file}`, columns, rows };
}

interface Described {
  readonly column_name: string;
  readonly column_type: string;
}

async function describe(database: Database, file: string, path: string): Promise<readonly Described[]> {
  let described: readonly Described[];
  let names: readonly string[];
  try {
    described = await database.rows<Described>(`DESCRIBE SELECT * FROM ${file}`);
    // the names as they are in the file: DuckDB renames those that differ in case alone
    const found = await database.rows<{ readonly name: string }>(
      `SELECT path_in_schema AS name FROM parquet_metadata(${quoteText(path)}) WHERE row_group_id = 0 ORDER BY column_id`,
    );
    names = found.map(({ name }) => name);
  } catch (error) {
    throw new InputError(
      "parquet-broken",
      `The source is no whole Parquet file: ${firstLine(error).replaceAll(path, "it")}`,
      "Was it copied to its end?",
    );
  }
  const isFlat = names.length === described.length;
  if (isFlat) checkColumnNames(names);
  return described;
}

const integers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"];
const numbers = ["FLOAT", "DOUBLE", "UBIGINT", "HUGEINT", "UHUGEINT"];

function columnTypeOf(name: string, type: string): ColumnType {
  const isNumber = (given: string) => integers.includes(given) || numbers.includes(given) || given.startsWith("DECIMAL(");
  if (integers.includes(type)) return "integer";
  if (isNumber(type)) return "number";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE" || type.startsWith("TIMESTAMP")) return "timestamp";
  if (["VARCHAR", "UUID", "TIME", "JSON"].includes(type) || type.startsWith("ENUM(")) return "text";
  const entry = /^(.*)\[\d*\]$/.exec(type)?.[1];
  if (entry !== undefined && isNumber(entry)) return "numbers";
  throw new InputError(
    "column-type-not-supported",
    `The column "${name}" is of Parquet type ${type}; a column holds texts, numbers, truth values, timestamps or lists of numbers.`,
    "Convert it, or leave it out.",
  );
}

function firstLine(error: unknown): string {
  return (error as Error).message.split("\n")[0] ?? "";
}
