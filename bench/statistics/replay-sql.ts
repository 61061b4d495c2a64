// DuckDB alone: gives it the recorded statements in their order, with the same settings, and drops the rows.
import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { decode } from "./recording.ts";

const entries = readFileSync(process.argv[2] ?? "", "utf8")
  .trim()
  .split("\n")
  .map(decode);
let connection: DuckDBConnection | undefined;
for (const { settings, sql, values } of entries) {
  if (settings !== undefined) connection = await (await DuckDBInstance.create(":memory:", settings)).connect();
  if (sql !== undefined) await connection?.runAndReadAll(sql, values as DuckDBValue[] | undefined);
}
