import type { TransformGraphFile } from "../formats/transform-graph.ts";
import type { Cell } from "./cell.ts";
import type { Writer } from "./ops/op.ts";
import { opOf } from "./ops/ops.ts";

/** A fitted transform, ready for rows: it needs neither DuckDB nor TensorFlow, so training and serving both use it. */
export interface RowTransform {
  /** The raw columns that it reads, in the order that `write` wants their values. */
  readonly columns: readonly string[];
  /** Length of the vector. */
  readonly numFeatures: number;
  /**
   * Puts a row's vector into `out[offset] … out[offset + numFeatures - 1]`, which must be zero before.
   * @throws InputError when a value has the wrong type, or is missing where that is refused
   */
  readonly write: (values: readonly Cell[], out: Float32Array, offset: number) => void;
}

/**
 * Makes a fitted transform ready: vocabularies become maps, once for all rows.
 *
 * @example
 * const { columns, numFeatures, write } = rowTransform(graph);
 */
export function rowTransform(graph: TransformGraphFile): RowTransform {
  const columns = [...new Set(graph.features.map(({ column }) => column))];
  const steps: { readonly from: number; readonly at: number; readonly writer: Writer }[] = [];
  let at = 0;
  for (const feature of graph.features) {
    const op = opOf(feature.op);
    steps.push({ from: columns.indexOf(feature.column), at, writer: op.writer(feature) });
    at += op.names(feature).length;
  }
  return {
    columns,
    numFeatures: at,
    write: (values, out, offset) => {
      for (const { from, at, writer } of steps) writer(values[from], out, offset + at);
    },
  };
}

const ready = new WeakMap<TransformGraphFile, RowTransform>();

/**
 * The vector of one raw row: what training saw for the same values, to the last bit. A column that the row does not have is missing.
 *
 * @param graph from `readTransformGraph`
 * @param row raw values by column name
 * @returns shape `[numFeatures]`
 * @throws InputError when a value has the wrong type, or is missing where that is refused
 * @example
 * applyTransform(graph, { fare: 12.5, payment_type: "Cash" }) // => Float32Array [0.31, 1, 0]
 */
export function applyTransform(graph: TransformGraphFile, row: Readonly<Record<string, Cell>>): Float32Array {
  let transform = ready.get(graph);
  if (transform === undefined) {
    transform = rowTransform(graph);
    ready.set(graph, transform);
  }
  const vector = new Float32Array(transform.numFeatures);
  const values = transform.columns.map((column) => (Object.hasOwn(row, column) ? row[column] : undefined));
  transform.write(values, vector, 0);
  return vector;
}

/** What each element of the vector stands for, in order: "fare zScore", "payment_type = Cash". */
export function featureNames(graph: Pick<TransformGraphFile, "features">): readonly string[] {
  return graph.features.flatMap((feature) => opOf(feature.op).names(feature));
}
