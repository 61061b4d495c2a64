import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJsonFile } from "./json-file.ts";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits");
const tensor = z.object({
  name: z.string(),
  /** null: any number of rows. */
  shape: z.array(z.int().positive().nullable()),
  dtype: z.enum(["float32"]),
});

/** `signature.json` of a `Model` artifact: what goes in and out, and all that the model was made from. */
export const modelSignature = z.object({
  format: z.literal("pipewright.model/1"),
  task: z.enum(["binary-classification"]),
  inputs: z.array(tensor).min(1),
  outputs: z.array(tensor).min(1),
  label: z.object({ column: z.string(), positive: z.union([z.string(), z.number(), z.boolean()]).nullable() }),
  /** Digests of the transformed examples and of the transform. */
  data: digest,
  transform: digest,
  splits: z.object({ train: z.string(), eval: z.string() }),
  hyperparameters: z.record(z.string(), z.json()),
  seed: z.int(),
  backend: z.string(),
  /** Names and versions of what computed. */
  frameworks: z.record(z.string(), z.string()),
  numParameters: z.int().nonnegative(),
  trainedEpochs: z.int().positive(),
  bestEpoch: z.int().positive(),
  /** On the eval split, with the weights that are kept. */
  evaluation: z.object({ loss: z.number(), accuracy: z.number(), auc: z.number() }),
});

export type ModelSignature = Readonly<z.output<typeof modelSignature>>;

const signatureName = "signature.json";

/**
 * Reads a model's signature.
 *
 * @throws InputError when the folder has none, or it breaks its format
 * @example
 * const { inputs, label } = await readModelSignature(inputs.model.path);
 */
export async function readModelSignature(folder: string): Promise<ModelSignature> {
  return await readJsonFile(join(folder, signatureName), modelSignature, "the signature of a Model artifact");
}

/** Writes `signature.json` beside `model.json` and `weights.bin`. */
export async function writeModelSignature(folder: string, content: Omit<ModelSignature, "format">): Promise<void> {
  const signature = modelSignature.parse({ format: "pipewright.model/1", ...content });
  await writeFile(join(folder, signatureName), `${JSON.stringify(signature, null, 2)}\n`);
}

/** Length of the vectors that a model takes. */
export function modelInputSize({ inputs }: ModelSignature): number {
  return inputs[0]!.shape.at(-1) ?? 0;
}
