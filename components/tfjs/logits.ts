import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Tensorflow } from "./tensorflow.ts";

/** Rows that go through a net at once when nothing is learned. */
const predictionBatch = 4096;

/**
 * Sends vectors through all layers but the input and the final sigmoid.
 *
 * @param vectors shape `[batch, numFeatures]`
 * @returns shape `[batch, 1]`; the caller disposes of it, or runs in a tidy
 */
export function logitsOf(model: LayersModel, vectors: Tensor2D, training: boolean): Tensor2D {
  let last: Tensor = vectors;
  for (const layer of model.layers.slice(1, -1)) last = layer.apply(last, { training }) as Tensor;
  return last as Tensor2D;
}

/**
 * The logits of many rows, batch by batch.
 *
 * @param features row-major, shape `[numRows, numFeatures]`
 * @returns shape `[numRows]`
 */
export async function predictLogits(
  { core }: Tensorflow,
  model: LayersModel,
  features: Float32Array,
  numFeatures: number,
): Promise<Float32Array> {
  const numRows = features.length / numFeatures;
  const logits = new Float32Array(numRows);
  for (let from = 0; from < numRows; from += predictionBatch) {
    const size = Math.min(predictionBatch, numRows - from);
    const rows = features.subarray(from * numFeatures, (from + size) * numFeatures);
    const batch = core.tidy(() => logitsOf(model, core.tensor2d(rows, [size, numFeatures]), false));
    logits.set(await batch.data(), from);
    batch.dispose();
  }
  return logits;
}
