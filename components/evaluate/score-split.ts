import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Database } from "../formats/duckdb.ts";
import type { ExamplesFolder } from "../formats/examples-folder.ts";
import { vectorRows } from "../formats/vector-rows.ts";
import { sigmoid } from "../math/sigmoid.ts";
import { predictLogits } from "../tfjs/logits.ts";
import type { Tensorflow } from "../tfjs/tensorflow.ts";
import type { ScoredRows } from "./classifier-metrics.ts";
import type { SliceColumn } from "./slice-columns.ts";
import type { SliceIndex } from "./slices.ts";

export interface ScoreRequest {
  readonly split: ExamplesFolder["splits"][number];
  readonly label: string;
  readonly numFeatures: number;
  readonly sliceColumns: readonly SliceColumn[];
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Lets a model answer all rows of a split, some thousand at a time; of each row only answer, truth and slices stay in memory.
 *
 * @throws InputError as `vectorRows`
 */
export async function scoreSplit(
  tensorflow: Tensorflow,
  model: LayersModel,
  database: Database,
  request: ScoreRequest,
): Promise<ScoredRows & { readonly slices: readonly SliceIndex[] }> {
  const { split, label, numFeatures, sliceColumns, signal, onProgress } = request;
  const probabilities = new Float64Array(split.rows);
  const labels = new Uint8Array(split.rows);
  const slices = sliceColumns.map(({ column, order }) => ({
    column,
    order,
    ids: new Map<string | null, number>(),
    sliceOfRow: new Uint32Array(split.rows),
  }));
  let done = 0;
  const texts = sliceColumns.map(({ sql }) => sql);
  for await (const rows of vectorRows(database, { split, label, numFeatures, texts, signal })) {
    const logits = await predictLogits(tensorflow, model, rows.features, numFeatures);
    probabilities.set(Float64Array.from(logits, sigmoid), done);
    labels.set(rows.labels, done);
    for (const [index, { ids, sliceOfRow }] of slices.entries()) {
      for (const [row, value] of rows.texts[index]!.entries()) sliceOfRow[done + row] = idOf(ids, value);
    }
    done += rows.numRows;
    onProgress(done, split.rows);
  }
  return {
    probabilities,
    labels,
    slices: slices.map(({ column, order, ids, sliceOfRow }) => ({
      column,
      values: [...ids.keys()],
      sliceOfRow,
      ...(order && { order }),
    })),
  };
}

function idOf(ids: Map<string | null, number>, value: string | null): number {
  const known = ids.get(value);
  if (known !== undefined) return known;
  ids.set(value, ids.size);
  return ids.size - 1;
}
