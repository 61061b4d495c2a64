import { existsSync, mkdirSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { openDatabase, quoteIdentifier, quoteText } from "../../components/formats/duckdb.ts";
import { type ColumnType, writeExamplesManifest } from "../../components/formats/examples-folder.ts";

export const numRows = 5_000_000;

interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Over `i`, the number of the row, and `u`, a number within [0, 1) that depends on it and the column. */
  readonly sql: string;
}

const numbers: readonly string[] = [
  "u",
  "u * u * 1000",
  "sqrt(-2 * ln(1 - u)) * cos(6.283185307179586 * i)",
  "-ln(1 - u) * 12.5",
  "round(u * 100, 2)",
  "if(u < 0.3, 0, u * 40)",
  "if(u < 0.1, NULL, u - 0.5)",
];

/** Sixteen columns as they come in practice: measures with tails, zeros and gaps, whole numbers, words few and many, flags, times. */
const columns: readonly Column[] = [
  ...numbers.map((sql, index) => ({ name: `number_${index + 1}`, type: "number" as const, sql: `CAST(${sql} AS DOUBLE)` })),
  { name: "integer_few", type: "integer", sql: "CAST(u * 24 AS BIGINT)" },
  { name: "integer_many", type: "integer", sql: "CAST(u * 1e9 AS BIGINT)" },
  { name: "integer_gaps", type: "integer", sql: "if(u < 0.2, NULL, CAST(u * 500 AS BIGINT))" },
  {
    name: "text_few",
    type: "text",
    sql: "['Cash', 'Credit Card', 'No Charge', 'Dispute', 'Unknown'][1 + CAST(floor(u * u * 5) AS INTEGER)]",
  },
  { name: "text_some", type: "text", sql: "'Company ' || CAST(floor(u * u * 200) AS INTEGER)" },
  { name: "text_many", type: "text", sql: "'rider-' || CAST(floor(u * 1000000) AS INTEGER)" },
  { name: "flag", type: "boolean", sql: "u < 0.2" },
  { name: "flag_gaps", type: "boolean", sql: "if(u < 0.05, NULL, u < 0.6)" },
  { name: "time", type: "timestamp", sql: "TIMESTAMP '2024-01-01 00:00:00' + to_seconds(CAST(floor(u * 31536000) AS BIGINT))" },
];

/** An Examples artifact of 5 million rows, the same on every machine; made once into `folder`, which is not of the project. */
export async function makeExamples(folder: string): Promise<string> {
  const made = join(folder, "examples-5m-1");
  if (existsSync(made)) return made;
  mkdirSync(folder, { recursive: true });
  const making = mkdtempSync(join(folder, "making-"));
  using database = await openDatabase({ memoryMebibytes: 1024 });
  const select = columns
    .map(({ name, sql }, index) => `${sql.replace(/\bu\b/g, uniform(index))} AS ${quoteIdentifier(name)}`)
    .join(", ");
  const file = quoteText(join(making, "train.parquet"));
  await database.run(`COPY (SELECT ${select} FROM range(${numRows}) AS rows(i)) TO ${file} (FORMAT parquet, COMPRESSION zstd)`);
  await writeExamplesManifest(making, {
    columns: columns.map(({ name, type }) => ({ name, type })),
    splits: [{ name: "train", rows: numRows, file: "train.parquet" }],
    digest: `sha256:${"0".repeat(64)}`,
    source: "bench/statistics/make-examples.ts",
  });
  renameSync(making, made);
  return made;
}

/** Within [0, 1), from DuckDB's hash of the row and the column: no random state, whatever the number of threads. */
const uniform = (column: number) => `(CAST(hash(i, ${column}) >> 11 AS DOUBLE) / 9007199254740992.0)`;
