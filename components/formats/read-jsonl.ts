import { maxRowBytes } from "./csv-machine.ts";
import { type Database, quoteIdentifier, quoteText } from "./duckdb.ts";
import { type ColumnType, storageTypes } from "./examples-folder.ts";
import { inferTypes } from "./infer-types.ts";
import { scanJsonl } from "./jsonl-scan.ts";
import type { Relation } from "./relation.ts";
import type { ScanOptions } from "./text-scan.ts";
import { readAs } from "./text-types.ts";

/**
 * A JSON Lines file as a relation: checked from end to end. Texts that are all ISO 8601 become timestamps; other texts stay what they are.
 *
 * @param path without the characters `* ? [` that DuckDB would expand
 * @throws InputError as `scanJsonl` does
 */
export async function readJsonl(database: Database, path: string, options: ScanOptions = {}): Promise<Relation> {
  const scan = await scanJsonl(path, options);
  const stored = scan.columns.map(({ name, type }) => `${quoteText(name)}: ${quoteText(storageTypes[type])}`);
  const relation = `read_json(${quoteText(path)}, format = 'newline_delimited', columns = {${stored.join(", ")}}, maximum_object_size = ${2 * maxRowBytes})`;
  const texts = scan.columns.filter(({ type }) => type === "text").map(({ name }) => name);
  const textTypes = await inferTypes(database, relation, texts, ["timestamp"]);
  const columns = scan.columns.map(({ name, type }): { name: string; type: ColumnType } => ({
    name,
    type: type === "text" ? (textTypes[texts.indexOf(name)] ?? "text") : type,
  }));
  const values = columns.map(({ name, type }) => {
    const column = quoteIdentifier(name);
    return type === "timestamp" ? `${readAs.timestamp(column)} AS ${column}` : column;
  });
  return { sql: `SELECT ${values.join(", ")} FROM ${relation}`, columns, rows: scan.rows };
}
