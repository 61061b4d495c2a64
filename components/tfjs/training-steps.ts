import { setImmediate as nextTurn } from "node:timers/promises";
import type { Scalar, Tensor2D, Variable } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { TrainingRequest } from "../train/trainer.ts";
import { crossEntropySum } from "./cross-entropy.ts";
import { logitsOf } from "./logits.ts";
import { disposeOptimizer, makeOptimizer } from "./optimizers.ts";
import type { Tensorflow } from "./tensorflow.ts";

/** How long steps may hold the event loop, and so an abort or a progress line, in milliseconds. */
const turnMilliseconds = 40;
/** Losses are read from the backend this many at a time: a GPU stops at each reading. */
const lossesPerReading = 64;

/** The learning part of a training: an optimizer with its state, and a net whose weights it changes. */
export interface TrainingSteps {
  /**
   * One pass through all rows in the given order.
   * @returns mean cross-entropy over the pass, in nats
   * @throws the signal's reason when it is aborted
   */
  readonly runEpoch: (epoch: number, order: Uint32Array) => Promise<number>;
  readonly dispose: () => void;
}

/** Prepares training steps; `random` gives each step's dropout its seed. */
export function trainingSteps(
  tensorflow: Tensorflow,
  model: LayersModel,
  { train, hyperparameters, signal, onProgress }: TrainingRequest,
  random: () => number,
): TrainingSteps {
  const { core } = tensorflow;
  const { batchSize, l2, learningRate, epochs } = hyperparameters;
  const { features, labels, numRows, numFeatures } = train;
  const optimizer = makeOptimizer(tensorflow, hyperparameters.optimizer, learningRate);
  const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
  const kernels = variables.filter((_, index) => model.trainableWeights[index]!.originalName.endsWith("/kernel"));
  const dropouts = model.layers.filter((layer) => layer.getClassName() === "Dropout") as unknown as { seed: number }[];
  const firstSeeds = dropouts.map(({ seed }) => seed);
  const stepsPerEpoch = Math.ceil(numRows / batchSize);

  /** One step on the rows order[from], order[from + 1], …; returns the batch's summed cross-entropy, kept. */
  const step = (order: Uint32Array, from: number): Scalar => {
    const size = Math.min(batchSize, numRows - from);
    const rows = new Float32Array(size * numFeatures);
    const answers = new Float32Array(size);
    for (let index = 0; index < size; index++) {
      const row = order[from + index]!;
      rows.set(features.subarray(row * numFeatures, (row + 1) * numFeatures), index * numFeatures);
      answers[index] = labels[row]!;
    }
    // tfjs draws the same mask at every call with one seed, so each step gets a new one.
    for (const dropout of dropouts) dropout.seed = Math.floor(random() * 2 ** 31);
    return core.tidy(() => {
      const vectors = core.tensor2d(rows, [size, numFeatures]);
      const truth: Tensor2D = core.tensor2d(answers, [size, 1]);
      let summed: Scalar | undefined;
      optimizer.minimize(
        () => {
          const loss = crossEntropySum(tensorflow, logitsOf(model, vectors, true), truth);
          summed = core.keep(core.clone(loss));
          const mean = core.div<Scalar>(loss, size);
          return l2 === 0
            ? mean
            : core.add<Scalar>(mean, core.mul(l2, core.addN(kernels.map((kernel) => core.sum(core.square(kernel))))));
        },
        false,
        variables,
      );
      return summed!;
    });
  };

  const runEpoch = async (epoch: number, order: Uint32Array): Promise<number> => {
    let [total, lastTurn] = [0, performance.now()];
    const pending: Scalar[] = [];
    const read = async () => {
      if (pending.length === 0) return;
      const stacked = core.tidy(() => core.stack(pending));
      core.dispose(pending.splice(0));
      const losses = await stacked.data();
      stacked.dispose();
      for (const loss of losses) total += loss;
    };
    try {
      for (let done = 0; done < stepsPerEpoch; done++) {
        pending.push(step(order, done * batchSize));
        if (pending.length === lossesPerReading) await read();
        if (performance.now() - lastTurn < turnMilliseconds) continue;
        onProgress((epoch - 1) * stepsPerEpoch + done + 1, epochs * stepsPerEpoch);
        await nextTurn();
        signal.throwIfAborted();
        lastTurn = performance.now();
      }
      await read();
      await nextTurn();
      signal.throwIfAborted();
      onProgress(epoch * stepsPerEpoch, epochs * stepsPerEpoch);
      return total / numRows;
    } finally {
      core.dispose(pending);
    }
  };
  const dispose = () => {
    disposeOptimizer(optimizer);
    // The seeds are part of the saved model, where the last step's would say nothing.
    for (const [index, dropout] of dropouts.entries()) dropout.seed = firstSeeds[index]!;
  };
  return { runEpoch, dispose };
}
