// Preloaded into the component's process: writes every statement that it gives to DuckDB, with its bound values, to the
// file named by RECORD_SQL.
import { appendFileSync } from "node:fs";
import { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { encode } from "./recording.ts";

const file = process.env.RECORD_SQL ?? "";
const record = (entry: unknown) => appendFileSync(file, `${encode(entry)}\n`);

const create = DuckDBInstance.create;
DuckDBInstance.create = (path, options) => {
  record({ settings: options });
  return create.call(DuckDBInstance, path, options);
};

// its other words come down to these two: all rows at one time, or piece by piece
for (const method of ["run", "stream"] as const) {
  const original = DuckDBConnection.prototype[method] as (...given: readonly unknown[]) => unknown;
  Object.defineProperty(DuckDBConnection.prototype, method, {
    value: function (this: DuckDBConnection, sql: string, values?: unknown, ...more: readonly unknown[]) {
      record({ method, sql, values });
      return original.call(this, sql, values, ...more);
    },
  });
}
