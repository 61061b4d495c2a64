import type { DuckDBListVector } from "@duckdb/node-api";
import { InputError } from "../../dsl/run-context.ts";
import { type Database, quoteIdentifier, quoteText } from "./duckdb.ts";
import type { ExamplesFolder } from "./examples-folder.ts";
import { featuresColumn } from "./transform-graph.ts";

/** Some rows of transformed examples, in the order of the file. */
export interface VectorRows {
  readonly numRows: number;
  /** Row-major, shape `[numRows, numFeatures]`, finite. */
  readonly features: Float32Array;
  /** 0 or 1, shape `[numRows]`. */
  readonly labels: Uint8Array;
  /** Per column asked for, per row: the value as text, or null. */
  readonly texts: readonly (readonly (string | null)[])[];
}

export interface VectorRowsRequest {
  readonly split: ExamplesFolder["splits"][number];
  readonly label: string;
  readonly numFeatures: number;
  /** SQL that gives text for a row, as many as `texts` shall hold. */
  readonly texts?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Reads a split of transformed examples, about 2,000 rows at a time.
 *
 * @throws InputError `feature-size-mismatch` when a vector has another length, `vector-not-finite`, `label-not-binary`
 * @example
 * for await (const { features, labels } of vectorRows(database, { split, label: "big_tip", numFeatures: 20 })) { … }
 */
export async function* vectorRows(database: Database, request: VectorRowsRequest): AsyncGenerator<VectorRows> {
  const { split, label, numFeatures, texts = [], signal } = request;
  const columns = [quoteIdentifier(featuresColumn), `CAST(${quoteIdentifier(label)} AS INTEGER)`, ...texts];
  const result = await database.connection.stream(`SELECT ${columns.join(", ")} FROM read_parquet(${quoteText(split.path)})`);
  for await (const chunk of result) {
    signal?.throwIfAborted();
    const numRows = chunk.rowCount;
    const features = new Float32Array(numRows * numFeatures);
    const lists = chunk.getColumnVector(0) as DuckDBListVector;
    for (let row = 0; row < numRows; row++) copyVector(lists, row, features, numFeatures, split.name);
    const labels = Uint8Array.from(chunk.getColumnValues(1), (value) => classOf(value, label, split.name));
    yield { numRows, features, labels, texts: texts.map((_, index) => chunk.getColumnValues(index + 2) as (string | null)[]) };
  }
}

function copyVector(lists: DuckDBListVector, row: number, features: Float32Array, numFeatures: number, split: string): void {
  const length = lists.getEntryLength(row);
  if (length !== numFeatures) {
    throw new InputError(
      "feature-size-mismatch",
      `Expected vectors of ${numFeatures} elements, as the transform says; split "${split}" has one of ${length}.`,
      "Wire the examples and the transform of the same transform step.",
    );
  }
  const values = lists.childVector;
  const from = lists.getEntryOffset(row);
  const at = row * numFeatures;
  for (let index = 0; index < numFeatures; index++) {
    const value = values.getItem(from + index) as number | null;
    if (value === null || !Number.isFinite(value)) {
      throw new InputError(
        "vector-not-finite",
        `Element ${index} of a vector in split "${split}" is ${value}; a net can't compute with that.`,
        "Fill missing and infinite values in the transform.",
      );
    }
    features[at + index] = value;
  }
}

function classOf(value: unknown, label: string, split: string): number {
  if (value === 0 || value === 1) return value;
  throw new InputError(
    "label-not-binary",
    `Expected the label "${label}" to be 0 or 1; split "${split}" has ${value === null ? "a missing one" : value}.`,
    "Give examples that transform made; it turns the label into 0 and 1.",
  );
}
