import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sigmoid } from "../../components/math/sigmoid.ts";
import type { Backend } from "../../components/tfjs/backends/backend.ts";
import { cpuBackend } from "../../components/tfjs/backends/cpu.ts";
import { wasmBackend } from "../../components/tfjs/backends/wasm.ts";
import { loadLayersModel } from "../../components/tfjs/layers-model.ts";
import { predictLogits } from "../../components/tfjs/logits.ts";
import { tfjsTrainer } from "../../components/tfjs/tfjs-trainer.ts";
import type { EpochReport, Hyperparameters, OptimizerName, TrainingRequest } from "../../components/train/trainer.ts";
import { ringVectors } from "./helpers/toy-vectors.ts";

const folder = await mkdtemp(join(tmpdir(), "pipewright-train-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const base: Hyperparameters = {
  task: "binary-classification",
  hiddenLayers: [16],
  activation: "tanh",
  optimizer: "adam",
  learningRate: 0.03,
  batchSize: 64,
  epochs: 12,
  l2: 0,
  dropout: 0,
  patience: 0,
  monitor: "loss",
};
const [train, evaluation] = [ringVectors(600, 1), ringVectors(200, 2)];

function request(change: Partial<Hyperparameters> = {}, more: Partial<TrainingRequest> = {}): TrainingRequest {
  return {
    train,
    evaluation,
    hyperparameters: { ...base, ...change },
    seed: 5,
    signal: new AbortController().signal,
    onProgress: () => {},
    onEpoch: () => {},
    ...more,
  };
}

const opened = async (candidate: typeof wasmBackend): Promise<Backend> => {
  const backend = await candidate.open();
  if (typeof backend === "string") throw new Error(backend);
  return backend;
};

describe.each([
  ["wasm", wasmBackend],
  ["cpu", cpuBackend],
] as const)("training on %s", (_, candidate) => {
  it("makes the loss fall and learns what no line can tell apart", async () => {
    const reports: EpochReport[] = [];
    using model = await tfjsTrainer(await opened(candidate)).train(request({}, { onEpoch: (report) => reports.push(report) }));
    expect(reports.at(-1)!.trainLoss).toBeLessThan(reports[0]!.trainLoss / 2);
    expect(model.best.evalAuc).toBeGreaterThan(0.97);
    expect(model.epochs).toEqual(reports);
  });

  it("gives the same weights for the same seed, with dropout and shuffling, and others for another", async () => {
    const trainer = tfjsTrainer(await opened(candidate));
    const change = { dropout: 0.3, epochs: 3, l2: 1e-3 };
    using first = await trainer.train(request(change));
    using again = await trainer.train(request(change));
    using other = await trainer.train(request(change, { seed: 6 }));
    expect(again.weights()).toEqual(first.weights());
    expect(other.weights()).not.toEqual(first.weights());
  });

  it("leaves no tensor behind, finished or aborted", async () => {
    const backend = await opened(candidate);
    const before = backend.core.memory().numTensors;
    for (const optimizer of ["adam", "sgd", "momentum", "rmsprop", "adagrad"] satisfies OptimizerName[]) {
      using model = await tfjsTrainer(backend).train(
        request({ epochs: 2, dropout: 0.2, l2: 0.01, optimizer, hiddenLayers: [4, 3] }),
      );
      expect(model.numParameters).toBe(2 * 4 + 4 + 4 * 3 + 3 + 3 + 1);
    }
    expect(backend.core.memory().numTensors).toBe(before);
    const controller = new AbortController();
    const aborted = tfjsTrainer(backend).train(
      request({}, { signal: controller.signal, onEpoch: () => controller.abort(new Error("stopped")) }),
    );
    await expect(aborted).rejects.toThrow("stopped");
    expect(backend.core.memory().numTensors).toBe(before);
  });
});

describe("a trained model", () => {
  it("answers the same after it was saved and loaded, on another backend too", async () => {
    using model = await tfjsTrainer(await opened(wasmBackend)).train(request({ dropout: 0.1, epochs: 3 }));
    await model.save(folder);
    const answers: Float32Array[] = [];
    for (const candidate of [wasmBackend, cpuBackend]) {
      const backend = await opened(candidate);
      const loaded = await loadLayersModel(backend, folder);
      answers.push(await predictLogits(backend, loaded, evaluation.features, 2));
      const [row] = answers.at(-1)!;
      const probability = backend.core.tidy(() =>
        (
          loaded.predict(backend.core.tensor2d(evaluation.features.slice(0, 2), [1, 2])) as never as {
            dataSync: () => Float32Array;
          }
        ).dataSync(),
      );
      expect(probability[0]).toBeCloseTo(sigmoid(row!), 6);
      loaded.dispose();
    }
    for (const [row, logit] of answers[0]!.entries()) expect(answers[1]![row]).toBeCloseTo(logit, 4);
  });

  it("is the same files when trained again", async () => {
    const trainer = tfjsTrainer(await opened(wasmBackend));
    const files: string[] = [];
    for (let time = 0; time < 2; time++) {
      using model = await trainer.train(request({ dropout: 0.1, epochs: 2 }));
      await model.save(folder);
      for (const name of ["model.json", "weights.bin"]) files.push(await readFile(join(folder, name), "base64"));
    }
    expect(files.slice(2)).toEqual(files.slice(0, 2));
  });

  it("has the weights of its best epoch, not of its last", async () => {
    const trainer = tfjsTrainer(await opened(wasmBackend));
    const few = { train: ringVectors(40, 1) };
    const overfitted = { learningRate: 0.1, epochs: 60, hiddenLayers: [64] };
    using long = await trainer.train(request(overfitted, few));
    const bestEpoch = long.best.epoch;
    expect(bestEpoch).toBe(long.epochs.toSorted((a, b) => a.evalLoss - b.evalLoss)[0]!.epoch);
    expect(bestEpoch).toBeLessThan(60);
    using short = await trainer.train(request({ ...overfitted, epochs: bestEpoch }, few));
    expect(long.weights()).toEqual(short.weights());
  });

  it("stops when patience ends, and counts patience from the best epoch", async () => {
    const trainer = tfjsTrainer(await opened(wasmBackend));
    using model = await trainer.train(
      request({ learningRate: 0.1, epochs: 200, hiddenLayers: [64], patience: 3 }, { train: ringVectors(40, 1) }),
    );
    expect(model.epochs.length).toBe(model.best.epoch + 3);
    expect(model.epochs.length).toBeLessThan(200);
  });

  it("of no hidden layer and trained to the end is scikit-learn's logistic regression", async () => {
    const reference = JSON.parse(readFileSync(new URL("reference/logistic-regression.json", import.meta.url), "utf8"));
    const [numRows, numFeatures] = [reference.labels.length, reference.weights.length];
    const data = {
      features: Float32Array.from(reference.features.flat()),
      labels: Uint8Array.from(reference.labels),
      numRows,
      numFeatures,
    };
    const l2 = 1 / (2 * reference.C * numRows);
    const change = { hiddenLayers: [], optimizer: "sgd", learningRate: 1, batchSize: numRows, epochs: 300, l2 } as const;
    using model = await tfjsTrainer(await opened(wasmBackend)).train(request(change, { train: data, evaluation: data }));
    const [kernel, bias] = model.weights();
    for (const [index, weight] of reference.weights.entries()) expect(kernel![index]).toBeCloseTo(weight, 4);
    expect(bias![0]).toBeCloseTo(reference.constant, 4);
  });
});

describe("training that goes wrong", () => {
  it("stops with the learning rate's name when the loss is no number any more", async () => {
    const backend = await opened(wasmBackend);
    const before = backend.core.memory().numTensors;
    const failed = tfjsTrainer(backend).train(
      request({ learningRate: 1e30, optimizer: "sgd", hiddenLayers: [8, 8], activation: "relu" }),
    );
    await expect(failed).rejects.toMatchObject({
      code: "training-diverged",
      message: expect.stringContaining("learning rate of 1e+30"),
    });
    expect(backend.core.memory().numTensors).toBe(before);
  });

  it("looks at an abort within a step or two, not at the end of an epoch", async () => {
    const many = ringVectors(60_000, 3);
    const controller = new AbortController();
    let askedAt = 0;
    const onProgress = (done: number) => {
      if (done < 20 || askedAt > 0) return;
      askedAt = performance.now();
      controller.abort(new Error("stopped"));
    };
    const running = tfjsTrainer(await opened(wasmBackend)).train(
      request({ batchSize: 16, epochs: 50 }, { train: many, signal: controller.signal, onProgress }),
    );
    await expect(running).rejects.toThrow("stopped");
    expect(performance.now() - askedAt).toBeLessThan(500);
  });

  it("tells how far it is in steps of all epochs", async () => {
    const seen: (readonly [number, number])[] = [];
    using _ = await tfjsTrainer(await opened(wasmBackend)).train(
      request({ epochs: 3 }, { onProgress: (...given) => seen.push(given) }),
    );
    expect(seen.at(-1)).toEqual([30, 30]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
  });
});
