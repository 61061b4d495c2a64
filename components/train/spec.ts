import { z } from "zod";
import { Examples, Metrics, Model, TransformGraph } from "../../dsl/artifact.ts";
import { component } from "../../dsl/component.ts";
import type { RunContext, RunResult } from "../../dsl/run-context.ts";

const params = {
  label: z.string().min(1).optional().describe("the column to predict; the transform's label when absent"),
  task: z.enum(["binary-classification"]).default("binary-classification"),
  hiddenLayers: z
    .array(z.int().min(1).max(16_384))
    .max(32)
    .default([32, 16])
    .describe("units of each; [] is a logistic regression"),
  activation: z.enum(["relu", "elu", "selu", "tanh", "sigmoid", "swish"]).default("relu"),
  optimizer: z.enum(["adam", "sgd", "momentum", "rmsprop", "adagrad"]).default("adam"),
  learningRate: z.number().positive().max(10).default(0.003),
  batchSize: z.int().min(1).max(65_536).default(256).describe("rows per step"),
  epochs: z.int().min(1).max(100_000).default(20).describe("at most this many times through the rows"),
  l2: z.number().nonnegative().default(0).describe("penalty on the squares of the weights"),
  dropout: z.number().min(0).lt(1).default(0).describe("share of hidden units that a step leaves out"),
  patience: z.int().nonnegative().default(5).describe("stop after this many epochs without a better one; 0 = never early"),
  monitor: z.enum(["loss", "auc"]).default("loss").describe("what makes an epoch better, on the eval split"),
  trainSplit: z.string().min(1).default("train"),
  evalSplit: z.string().min(1).default("eval"),
  device: z.enum(["auto", "gpu", "cpu"]).default("auto").describe("gpu: use one or fail"),
  seed: z.int().optional().describe("the run's seed when absent"),
};
const inputs = { examples: Examples, transform: TransformGraph };
const outputs = {
  model: Model,
  metrics: Metrics,
  auc: z.number().describe("on the eval split, with the weights that are kept"),
  loss: z.number().describe("mean cross-entropy on the eval split, in nats"),
  accuracy: z.number().describe("on the eval split, at a threshold of 0.5"),
  trainedEpochs: z.int(),
  bestEpoch: z.int().describe("the epoch whose weights are kept"),
  backend: z.string().describe("what computed: tfjs-node-gpu, tfjs-node, webgpu, wasm or cpu"),
};

export type TrainContext = RunContext<typeof params, typeof inputs, typeof outputs>;
export type TrainResult = RunResult<typeof outputs>;

/**
 * Trains a neural net, or with `hiddenLayers: []` a logistic regression, on transformed examples.
 *
 * ```ts
 * const { model, auc } = train({ examples: transformed, transform: graph, learningRate: 0.003, epochs: 20 });
 * ```
 */
export const train = component({
  name: "train",
  description: "Trains a net with TensorFlow.js on what the machine has, and keeps the weights of the best epoch.",
  params,
  inputs,
  outputs,
  run: () => import("./run.ts"),
});
