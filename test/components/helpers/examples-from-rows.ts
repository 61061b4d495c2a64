import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, quoteIdentifier, quoteText } from "../../../components/formats/duckdb.ts";
import { type ColumnType, storageTypes, writeExamplesManifest } from "../../../components/formats/examples-folder.ts";

type Value = string | number | boolean | null | readonly number[];

/** Rows as a test writes them: each value in the order of the columns. A timestamp is ISO text, NaN and infinity are themselves. */
export interface ExamplesOfTest {
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly splits: Readonly<Record<string, readonly (readonly Value[])[]>>;
}

/** Writes rows into an Examples folder of their own. */
export async function examplesFromRows({ columns, splits }: ExamplesOfTest): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pipewright-examples-"));
  using database = await openDatabase({ threads: 1 });
  const types = Object.entries(columns);
  for (const [split, rows] of Object.entries(splits)) {
    const schema = types.map(([name, type]) => `${quoteIdentifier(name)} ${storageTypes[type]}`).join(", ");
    await database.run(`CREATE OR REPLACE TABLE rows (${schema})`);
    for (let from = 0; from < rows.length; from += 500) {
      const tuples = rows.slice(from, from + 500).map((row) => `(${row.map(valueSql).join(", ")})`);
      await database.run(`INSERT INTO rows VALUES ${tuples.join(", ")}`);
    }
    await database.run(`COPY rows TO ${quoteText(join(folder, `${split}.parquet`))} (FORMAT parquet)`);
  }
  await writeExamplesManifest(folder, {
    columns: types.map(([name, type]) => ({ name, type })),
    splits: Object.entries(splits).map(([name, rows]) => ({ name, rows: rows.length, file: `${name}.parquet` })),
    digest: `sha256:${"0".repeat(64)}`,
    source: "a test",
  });
  return folder;
}

function valueSql(value: Value): string {
  if (value === null) return "NULL";
  if (Array.isArray(value)) return `[${value.map(valueSql).join(", ")}]::FLOAT[]`;
  // a literal with a point is a decimal to DuckDB, and rounded once more on its way to a double
  if (typeof value === "number" && !Number.isInteger(value)) return `'${value}'::DOUBLE`;
  return typeof value === "string" ? quoteText(value) : String(value);
}
