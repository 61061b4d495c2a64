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

for (const name of ["run", "runAndReadAll", "stream", "runAndRead", "streamAndReadAll"] as const) {
  const method = DuckDBConnection.prototype[name] as (...given: readonly unknown[]) => unknown;
  let inside = false; // these methods call one another
  Object.defineProperty(DuckDBConnection.prototype, name, {
    value: function (this: DuckDBConnection, sql: string, values?: unknown, ...more: readonly unknown[]) {
      if (!inside) record({ sql, values });
      inside = true;
      try {
        return method.call(this, sql, values, ...more);
      } finally {
        inside = false;
      }
    },
  });
}
