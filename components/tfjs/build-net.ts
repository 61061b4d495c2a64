import type { LayersModel, layers as layersNamespace, SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Activation, Hyperparameters } from "../train/trainer.ts";
import type { Tensorflow } from "./tensorflow.ts";

type Layer = ReturnType<typeof layersNamespace.dense>;

/** The names that the model's signature speaks of. */
export const inputName = "features";
export const outputName = "probability";

/** First weights whose spread suits the activation: He for those that cut off below zero, LeCun for selu, Glorot for the rest. */
const initializers = {
  relu: "heNormal",
  elu: "heNormal",
  swish: "heNormal",
  selu: "leCunNormal",
  tanh: "glorotUniform",
  sigmoid: "glorotUniform",
} as const satisfies Record<Activation, string>;

/**
 * A fully connected net: vector -> hidden layers -> one logit -> its sigmoid, the probability of class 1.
 *
 * The sigmoid is a layer of its own, so that training can work on the logit, where no probability rounds to 0 or 1.
 * All names are fixed and all first weights follow from `seed`, so the same call gives the same file.
 *
 * @param numFeatures length of the vector; the input has shape `[batch, numFeatures]`, the output `[batch, 1]`, both float32
 * @param seed of the first layer's weights; each further layer takes the next number
 */
export function buildNet(
  { layers }: Tensorflow,
  hyperparameters: Hyperparameters,
  numFeatures: number,
  seed: number,
): LayersModel {
  const { hiddenLayers, activation, dropout } = hyperparameters;
  const input = layers.input({ shape: [numFeatures], name: inputName });
  let last: SymbolicTensor = input;
  for (const [index, units] of hiddenLayers.entries()) {
    const kernelInitializer = layers.initializers[initializers[activation]]({ seed: seed + index });
    const hidden: Layer = layers.layers.dense({ units, activation, kernelInitializer, name: `hidden_${index + 1}` });
    last = hidden.apply(last) as SymbolicTensor;
    if (dropout > 0)
      last = layers.layers.dropout({ rate: dropout, seed, name: `dropout_${index + 1}` }).apply(last) as SymbolicTensor;
  }
  const kernelInitializer = layers.initializers.glorotUniform({ seed: seed + hiddenLayers.length });
  const logit = layers.layers.dense({ units: 1, kernelInitializer, name: "logit" }).apply(last) as SymbolicTensor;
  const probability = layers.layers.activation({ activation: "sigmoid", name: outputName }).apply(logit) as SymbolicTensor;
  return layers.model({ inputs: input, outputs: probability, name: "classifier" });
}
