import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { io } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { InputError } from "../../dsl/run-context.ts";
import type { Tensorflow } from "./tensorflow.ts";

const topologyName = "model.json";
const weightsName = "weights.bin";

/** `model.json` as TensorFlow.js itself writes it. */
interface ModelJson {
  readonly format: "layers-model";
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly modelTopology: object;
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: io.WeightsManifestEntry[] }[];
}

/** Writes a model in the format that `tf.loadLayersModel` reads: `model.json` and `weights.bin`. */
export async function saveLayersModel({ core, layers }: Tensorflow, model: LayersModel, folder: string): Promise<void> {
  const save = async ({ modelTopology, weightSpecs, weightData }: io.ModelArtifacts): Promise<io.SaveResult> => {
    const json: ModelJson = {
      format: "layers-model",
      generatedBy: `TensorFlow.js tfjs-layers v${layers.version_layers}`,
      convertedBy: null,
      modelTopology: modelTopology as object,
      weightsManifest: [{ paths: [weightsName], weights: weightSpecs ?? [] }],
    };
    await writeFile(join(folder, weightsName), new Uint8Array(core.io.CompositeArrayBuffer.join(weightData)));
    await writeFile(join(folder, topologyName), `${JSON.stringify(json, null, 2)}\n`);
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
  };
  await model.save(core.io.withSaveHandler(save));
}

/**
 * Reads what `saveLayersModel` wrote; the caller disposes of the model.
 *
 * @throws InputError `no-model` when the folder holds none, `broken-model` when it can't be read
 */
export async function loadLayersModel({ core, layers }: Tensorflow, folder: string): Promise<LayersModel> {
  const text = await readFile(join(folder, topologyName), "utf8").catch(() => {
    throw new InputError(
      "no-model",
      `"${folder}" holds no model: it has no ${topologyName}.`,
      "Give the Model artifact that train made.",
    );
  });
  try {
    const { modelTopology, weightsManifest } = JSON.parse(text) as ModelJson;
    const parts = await Promise.all(weightsManifest.flatMap(({ paths }) => paths.map((path) => readFile(join(folder, path)))));
    const bytes = Buffer.concat(parts);
    const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
    return await layers.loadLayersModel(core.io.fromMemory({ modelTopology, weightSpecs, weightData }));
  } catch (error) {
    throw new InputError(
      "broken-model",
      `The model in "${folder}" can't be read: ${(error as Error).message}`,
      "Train it again; the folder was copied only in part.",
    );
  }
}
