import type { LayersModel } from "@tensorflow/tfjs-layers";
import { InputError } from "../../dsl/run-context.ts";
import { cumulativeCounts } from "../math/cumulative-counts.ts";
import { logLoss } from "../math/log-loss.ts";
import { rocAuc } from "../math/roc-auc.ts";
import { seededRandom } from "../math/seeded-random.ts";
import { shuffle } from "../math/shuffle.ts";
import { sigmoid } from "../math/sigmoid.ts";
import type { EpochReport, LabelledVectors, TrainedModel, Trainer, TrainingRequest } from "../train/trainer.ts";
import type { Backend } from "./backends/backend.ts";
import { buildNet } from "./build-net.ts";
import { saveLayersModel } from "./layers-model.ts";
import { predictLogits } from "./logits.ts";
import { trainingSteps } from "./training-steps.ts";

/** Trains with TensorFlow.js on a backend that has been started. */
export function tfjsTrainer(backend: Backend): Trainer {
  const { core, layers } = backend;
  return {
    backend: backend.name,
    usesGpu: backend.usesGpu,
    frameworks: { "@tensorflow/tfjs-core": core.version_core, "@tensorflow/tfjs-layers": layers.version_layers },
    train: (request) => trainNet(backend, request),
    close: backend.close,
  };
}

async function trainNet(backend: Backend, request: TrainingRequest): Promise<TrainedModel> {
  const { train, evaluation, hyperparameters, seed } = request;
  const random = seededRandom(seed);
  const model = buildNet(backend, hyperparameters, train.numFeatures, Math.floor(random() * 2 ** 31));
  const steps = trainingSteps(backend, model, request, random);
  const order = Uint32Array.from({ length: train.numRows }, (_, row) => row);
  const epochs: EpochReport[] = [];
  let best: { readonly report: EpochReport; readonly weights: readonly Float32Array[] } | undefined;
  try {
    for (let epoch = 1; epoch <= hyperparameters.epochs; epoch++) {
      const trainLoss = await steps.runEpoch(epoch, shuffle(order, random));
      requireFinite(trainLoss, epoch, hyperparameters.learningRate);
      const logits = await predictLogits(backend, model, evaluation.features, evaluation.numFeatures);
      const report = { epoch, trainLoss, ...judge(logits, evaluation) };
      requireFinite(report.evalLoss, epoch, hyperparameters.learningRate);
      epochs.push(report);
      request.onEpoch(report);
      if (best === undefined || isBetter(report, best.report, hyperparameters.monitor)) {
        best = { report, weights: await weightsOf(model) };
      } else if (hyperparameters.patience > 0 && epoch - best.report.epoch >= hyperparameters.patience) break;
    }
  } catch (error) {
    model.dispose();
    throw error;
  } finally {
    steps.dispose();
  }
  const { report, weights } = best!;
  backend.core.tidy(() =>
    model.setWeights(weights.map((values, index) => backend.core.tensor(values, model.weights[index]!.shape as number[]))),
  );
  return {
    epochs,
    best: report,
    weights: () => weights,
    numParameters: weights.reduce((sum, { length }) => sum + length, 0),
    save: (folder) => saveLayersModel(backend, model, folder),
    [Symbol.dispose]: () => void model.dispose(),
  };
}

/** What the eval split says about the net as it is now. */
function judge(logits: Float32Array, { labels }: LabelledVectors): Pick<EpochReport, "evalLoss" | "evalAccuracy" | "evalAuc"> {
  if (logits.some((logit) => !Number.isFinite(logit)))
    return { evalLoss: Number.NaN, evalAccuracy: Number.NaN, evalAuc: Number.NaN };
  const right = logits.reduce((count, logit, row) => count + (logit >= 0 === (labels[row] === 1) ? 1 : 0), 0);
  return {
    evalLoss: logLoss(Float64Array.from(logits, sigmoid), labels),
    evalAccuracy: right / labels.length,
    evalAuc: rocAuc(cumulativeCounts(logits, labels)),
  };
}

function isBetter(candidate: EpochReport, best: EpochReport, monitor: "loss" | "auc"): boolean {
  return monitor === "loss" ? candidate.evalLoss < best.evalLoss : candidate.evalAuc > best.evalAuc;
}

/** The weights as they are now, copied out of the backend. */
async function weightsOf(model: LayersModel): Promise<readonly Float32Array[]> {
  const copies: Float32Array[] = [];
  for (const weight of model.getWeights()) copies.push(Float32Array.from((await weight.data()) as Float32Array));
  return copies;
}

function requireFinite(loss: number, epoch: number, learningRate: number): void {
  if (Number.isFinite(loss)) return;
  throw new InputError(
    "training-diverged",
    `The loss is ${loss} in epoch ${epoch}: training with a learning rate of ${learningRate} runs away.`,
    `Lower learningRate, say to ${learningRate / 10}, and look for columns without a zScore or minMax.`,
  );
}
