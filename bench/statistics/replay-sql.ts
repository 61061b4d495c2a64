// DuckDB alone: gives it the recorded statements in their order, with the same settings, and drops the rows; rows that the component
// takes piece by piece come so here too.
import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { decode } from "./recording.ts";

const entries = readFileSync(process.argv[2] ?? "", "utf8")
  .trim()
  .split("\n")
  .map(decode);
let connection: DuckDBConnection | undefined;
for (const { settings, method, sql, values } of entries) {
  if (settings !== undefined) connection = await (await DuckDBInstance.create(":memory:", settings)).connect();
  if (connection === undefined || sql === undefined) continue;
  const bound = values as DuckDBValue[] | undefined;
  if (method === "run") await connection.run(sql, bound);
  else for await (const _ of await connection.stream(sql, bound));
}
