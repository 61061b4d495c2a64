import { maxRowBytes } from "./csv-machine.ts";
import { scanCsv } from "./csv-scan.ts";
import { type Database, quoteIdentifier, quoteText } from "./duckdb.ts";
import { inferTypes } from "./infer-types.ts";
import type { Relation } from "./relation.ts";
import type { ScanOptions } from "./text-scan.ts";
import { readAs } from "./text-types.ts";

/**
 * A CSV file as a relation: checked from end to end, types inferred from all values, empty fields missing.
 *
 * @param path without the characters `* ? [` that DuckDB would expand
 * @throws InputError as `scanCsv` does
 */
export async function readCsv(database: Database, path: string, options: ScanOptions = {}): Promise<Relation> {
  const { names, delimiter, lineEnd, rows } = await scanCsv(path, options);
  const settings = [
    quoteText(path),
    "auto_detect = false, header = true, quote = '\"', escape = '\"', comment = '', nullstr = '', null_padding = false",
    `delim = ${quoteText(delimiter)}`,
    `columns = {${names.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(", ")}}`,
    `max_line_size = ${2 * maxRowBytes}`,
    // DuckDB's strict mode takes one line end for the whole file; the scan has already checked everything else that it is strict about
    `strict_mode = ${lineEnd !== "mixed"}`,
  ];
  const relation = `read_csv(${settings.join(", ")})`;
  const types = await inferTypes(database, relation, names);
  const columns = names.map((name, index) => ({ name, type: types[index] ?? "text" }) as const);
  const values = columns.map(({ name, type }) => `${readAs[type](quoteIdentifier(name))} AS ${quoteIdentifier(name)}`);
  return { sql: `SELECT ${values.join(", ")} FROM ${relation}`, columns, rows };
}
