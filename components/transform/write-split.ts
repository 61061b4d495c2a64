import type { DuckDBConnection, DuckDBDataChunk, DuckDBType, DuckDBValue, DuckDBVector } from "@duckdb/node-api";
import { type Database, quoteIdentifier, quoteText } from "../formats/duckdb.ts";
import { storageTypes } from "../formats/examples-folder.ts";
import { featuresColumn, type TransformGraphFile } from "../formats/transform-graph.ts";
import type { RowTransform } from "./apply-transform.ts";
import type { Cell } from "./cell.ts";
import type { FeatureType } from "./ops/op.ts";

/** The SQL function that stands for the row transform; of our own in-memory database. */
const functionName = "pipewright_transform";

/**
 * Makes the row transform a function of the database, so that DuckDB streams a split through it chunk by chunk.
 *
 * @param onRows is told how many rows have gone through since the last call
 * @returns SQL that gives a row's vector
 */
export async function registerTransform(
  { connection }: Database,
  graph: TransformGraphFile,
  transform: RowTransform,
  onRows: (count: number) => void,
): Promise<VectorSql> {
  const { DuckDBScalarFunction, DuckDBListValue, LIST, FLOAT, BIGINT, BOOLEAN, DOUBLE, VARCHAR } = await import(
    "@duckdb/node-api"
  );
  const types: Readonly<Record<FeatureType, DuckDBType>> = {
    integer: BIGINT,
    number: DOUBLE,
    text: VARCHAR,
    boolean: BOOLEAN,
    timestamp: DOUBLE,
  };
  const columns = transform.columns.map((column) => ({
    column,
    type: graph.features.find((feature) => feature.column === column)!.type,
  }));
  const failure: { error?: unknown } = {};
  const { numFeatures } = transform;
  // One block for all chunks: flush copies it.
  let block = new Float32Array(0);
  const write = (input: DuckDBDataChunk, output: DuckDBVector) => {
    const values = columns.map((_, index) => input.getColumnVector(index));
    if (block.length < input.rowCount * numFeatures) block = new Float32Array(input.rowCount * numFeatures);
    else block.fill(0);
    for (let row = 0; row < input.rowCount; row++) {
      const cells = values.map((column) => column.getItem(row) as Cell);
      transform.write(cells, block, row * numFeatures);
      const vector = block.subarray(row * numFeatures, (row + 1) * numFeatures);
      output.setItem(row, new DuckDBListValue(vector as unknown as readonly DuckDBValue[]));
    }
    output.flush();
    onRows(input.rowCount);
  };
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: functionName,
      returnType: LIST(FLOAT),
      parameterTypes: columns.map(({ type }) => types[type]),
      // Without this a row with a missing value would get NULL and never reach the function.
      specialHandling: true,
      mainFunction: (info, input, output) => {
        try {
          write(input, output);
        } catch (error) {
          failure.error ??= error;
          info.setError(error instanceof Error ? error.message : String(error));
        }
      },
    }),
  );
  const given = columns.map(({ column, type }) => {
    const name = quoteIdentifier(column);
    return type === "timestamp" ? `epoch(${name})` : `CAST(${name} AS ${storageTypes[type]})`;
  });
  return { sql: `${functionName}(${given.join(", ")})`, connection, failure };
}

/** SQL that gives a row's vector, and the error that stopped it, if any. */
export interface VectorSql {
  readonly sql: string;
  readonly connection: DuckDBConnection;
  readonly failure: { readonly error?: unknown };
}

/**
 * Writes one transformed split: vector, label, kept columns; rows in the order of the source. Memory does not grow with the rows.
 *
 * @throws what the row transform threw
 */
export async function writeSplit(
  database: Database,
  vector: VectorSql,
  source: string,
  target: string,
  kept: readonly { readonly sql: string; readonly name: string }[],
): Promise<void> {
  const columns = kept.map(({ sql, name }) => `${sql} AS ${quoteIdentifier(name)}`);
  const select = `SELECT ${[`${vector.sql} AS ${quoteIdentifier(featuresColumn)}`, ...columns].join(", ")} FROM read_parquet(${quoteText(source)})`;
  try {
    await database.run(`COPY (${select}) TO ${quoteText(target)} (FORMAT parquet, COMPRESSION zstd)`);
  } catch (error) {
    throw vector.failure.error ?? error;
  }
}
