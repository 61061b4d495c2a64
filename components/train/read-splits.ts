import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import type { Database } from "../formats/duckdb.ts";
import type { ExamplesFolder } from "../formats/examples-folder.ts";
import { featuresColumn } from "../formats/transform-graph.ts";
import { type VectorRowsRequest, vectorRows } from "../formats/vector-rows.ts";
import type { LabelledVectors } from "./trainer.ts";

/**
 * A split of transformed examples by its name, with rows.
 *
 * @throws InputError `not-transformed`, `unknown-column`, `unknown-split` or `no-rows`
 */
export function requireSplit(examples: ExamplesFolder, name: string, label: string): ExamplesFolder["splits"][number] {
  const columns = examples.columns.map((column) => column.name);
  if (!examples.columns.some((column) => column.name === featuresColumn && column.type === "numbers")) {
    throw new InputError(
      "not-transformed",
      `Expected transformed examples, with vectors in a column "${featuresColumn}"; these have only ${columns.join(", ")}.`,
      "Wire the output `transformed` of a transform step.",
    );
  }
  if (!columns.includes(label)) {
    throw new InputError(
      "unknown-column",
      `The label column "${label}" is not in the examples.${didYouMean(label, columns)}`,
      `The columns are ${columns.map((column) => `"${column}"`).join(", ")}; the transform step names the label.`,
    );
  }
  const split = examples.splits.find((each) => each.name === name);
  const names = examples.splits.map((each) => each.name);
  if (split === undefined) {
    throw new InputError(
      "unknown-split",
      `The examples have no split "${name}".${didYouMean(name, names)}`,
      `The splits are ${names.map((each) => `"${each}"`).join(", ")}.`,
    );
  }
  if (split.rows > 0) return split;
  throw new InputError("no-rows", `Split "${name}" has no rows.`, "Give it a larger share of the data.");
}

/**
 * Reads a whole split into two blocks of memory: 4 bytes per element of a vector.
 *
 * @throws InputError as `vectorRows`, and `label-with-one-class`
 */
export async function readLabelledVectors(database: Database, request: VectorRowsRequest): Promise<LabelledVectors> {
  const { split, label, numFeatures } = request;
  const features = new Float32Array(split.rows * numFeatures);
  const labels = new Uint8Array(split.rows);
  let numRows = 0;
  for await (const rows of vectorRows(database, request)) {
    features.set(rows.features, numRows * numFeatures);
    labels.set(rows.labels, numRows);
    numRows += rows.numRows;
  }
  const positives = labels.reduce((sum, each) => sum + each, 0);
  if (positives === 0 || positives === numRows) {
    throw new InputError(
      "label-with-one-class",
      `The label "${label}" is ${positives === 0 ? 0 : 1} in all ${numRows} rows of split "${split.name}": there is nothing to tell apart.`,
      "Look at how the label is made and at how the splits are cut.",
    );
  }
  return { features, labels, numRows, numFeatures };
}
