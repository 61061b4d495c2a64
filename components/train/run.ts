import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../dsl/run-context.ts";
import { openDatabase } from "../formats/duckdb.ts";
import { readExamplesFolder } from "../formats/examples-folder.ts";
import { writeModelSignature } from "../formats/model-folder.ts";
import { readTransformGraph, transformGraphName } from "../formats/transform-graph.ts";
import { inputName, outputName } from "../tfjs/build-net.ts";
import { openBackend } from "../tfjs/open-backend.ts";
import { tfjsTrainer } from "../tfjs/tfjs-trainer.ts";
import { readLabelledVectors, requireSplit } from "./read-splits.ts";
import type { TrainContext, TrainResult } from "./spec.ts";
import type { EpochReport, Hyperparameters } from "./trainer.ts";
import { trainingMetrics } from "./training-metrics.ts";

/** The work of `train`: a backend first, then the data, then epochs. */
export async function run(context: TrainContext): Promise<TrainResult> {
  const { params, inputs, outputs, log, signal, progress } = context;
  const graph = await readTransformGraph(inputs.transform.path);
  const examples = await readExamplesFolder(inputs.examples.path);
  const label = params.label ?? graph.label.column;
  const trainSplit = requireSplit(examples, params.trainSplit, label);
  const evalSplit = requireSplit(examples, params.evalSplit, label);
  requireApart(trainSplit.name, evalSplit.name);
  const trainer = tfjsTrainer(await openBackend({ device: params.device, log }));
  try {
    const { train, evaluation } = await readBoth();
    log.info(`${train.numRows} rows to learn from, ${evaluation.numRows} to choose the epoch by, ${graph.numFeatures} features`);
    const seed = params.seed ?? context.seed;
    const hyperparameters = hyperparametersOf(params);
    let steps = 1;
    using model = await trainer.train({
      train,
      evaluation,
      hyperparameters,
      seed,
      signal,
      onProgress: (done, total) => {
        steps = total;
        progress(done, total);
      },
      onEpoch: (report) => log.info(describe(report, hyperparameters.epochs)),
    });
    progress(steps, steps);
    const { epochs, best } = model;
    log.info(`kept epoch ${best.epoch} of ${epochs.length}: AUC ${best.evalAuc.toFixed(4)}, loss ${best.evalLoss.toFixed(4)}`);

    await model.save(outputs.model.path);
    await copyFile(join(inputs.transform.path, transformGraphName), join(outputs.model.path, transformGraphName));
    const result = {
      auc: best.evalAuc,
      loss: best.evalLoss,
      accuracy: best.evalAccuracy,
      trainedEpochs: epochs.length,
      bestEpoch: best.epoch,
    };
    await writeModelSignature(outputs.model.path, {
      task: params.task,
      inputs: [{ name: inputName, shape: [null, graph.numFeatures], dtype: "float32" }],
      outputs: [{ name: outputName, shape: [null, 1], dtype: "float32" }],
      label: { column: label, positive: label === graph.label.column ? graph.label.positive : null },
      data: examples.digest,
      transform: graph.digest,
      splits: { train: trainSplit.name, eval: evalSplit.name },
      hyperparameters: { ...hyperparameters, hiddenLayers: [...hyperparameters.hiddenLayers] },
      seed,
      backend: trainer.backend,
      frameworks: { node: process.versions.node, ...trainer.frameworks },
      numParameters: model.numParameters,
      trainedEpochs: epochs.length,
      bestEpoch: best.epoch,
      evaluation: { loss: best.evalLoss, accuracy: best.evalAccuracy, auc: best.evalAuc },
    });
    await writeFile(outputs.metrics.path, `${JSON.stringify(trainingMetrics(model))}\n`);
    return { ...result, backend: trainer.backend };
  } finally {
    trainer.close();
  }

  async function readBoth() {
    using database = await openDatabase({ signal });
    const request = { label, numFeatures: graph.numFeatures, signal };
    const train = await readLabelledVectors(database, { ...request, split: trainSplit });
    return { train, evaluation: await readLabelledVectors(database, { ...request, split: evalSplit }) };
  }
}

function requireApart(trainSplit: string, evalSplit: string): void {
  if (trainSplit !== evalSplit) return;
  throw new InputError(
    "split-used-twice",
    `"${trainSplit}" is the split to learn from and also the one to choose the best epoch by: every epoch would look better than the last.`,
    "Name another split as evalSplit.",
  );
}

function hyperparametersOf(params: TrainContext["params"]): Hyperparameters {
  const { task, hiddenLayers, activation, optimizer, learningRate, batchSize, epochs, l2, dropout, patience, monitor } = params;
  return { task, hiddenLayers, activation, optimizer, learningRate, batchSize, epochs, l2, dropout, patience, monitor };
}

function describe({ epoch, trainLoss, evalLoss, evalAuc, evalAccuracy }: EpochReport, epochs: number): string {
  const numbers = [
    `loss ${trainLoss.toFixed(4)}`,
    `eval loss ${evalLoss.toFixed(4)}`,
    `AUC ${evalAuc.toFixed(4)}`,
    `accuracy ${evalAccuracy.toFixed(4)}`,
  ];
  return `epoch ${epoch}/${epochs}: ${numbers.join(", ")}`;
}
