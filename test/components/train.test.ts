import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MetricsFile } from "../../components/formats/metrics-file.ts";
import { readModelSignature } from "../../components/formats/model-folder.ts";
import { readTransformGraph } from "../../components/formats/transform-graph.ts";
import { zScore } from "../../components/transform/features.ts";
import { ringRows, trainOnRings, transformedRings } from "./helpers/trained-rings.ts";
import { examplesOf, transformOf } from "./helpers/transform-of.ts";

const rings = await transformedRings();

describe("train", () => {
  it("leaves a model with its signature and its transform", async () => {
    await using result = await trainOnRings(rings, { seed: 3, patience: 2 });
    const folder = result.artifacts.model.path;
    expect((await readdir(folder)).sort()).toEqual(["model.json", "signature.json", "transform.json", "weights.bin"]);
    const graph = await readTransformGraph(folder);
    const { frameworks, ...signature } = await readModelSignature(folder);
    const { auc, loss, accuracy, trainedEpochs, bestEpoch, backend } = result.outputs;
    expect(signature).toEqual({
      format: "pipewright.model/1",
      task: "binary-classification",
      inputs: [{ name: "features", shape: [null, 2], dtype: "float32" }],
      outputs: [{ name: "probability", shape: [null, 1], dtype: "float32" }],
      label: { column: "inside", positive: null },
      data: expect.stringMatching(/^sha256:/),
      transform: graph.digest,
      splits: { train: "train", eval: "eval" },
      hyperparameters: {
        task: "binary-classification",
        hiddenLayers: [12],
        activation: "relu",
        optimizer: "adam",
        learningRate: 0.05,
        batchSize: 64,
        epochs: 10,
        l2: 0,
        dropout: 0,
        patience: 2,
        monitor: "loss",
      },
      seed: 3,
      backend,
      numParameters: 2 * 12 + 12 + 12 + 1,
      trainedEpochs,
      bestEpoch,
      evaluation: { auc, loss, accuracy },
    });
    expect(frameworks).toMatchObject({ node: process.versions.node, "@tensorflow/tfjs-core": expect.stringMatching(/^4\./) });
    expect(auc).toBeGreaterThan(0.95);
  });

  it("draws a point per epoch, and logs a line per epoch and why better backends were passed over", async () => {
    await using result = await trainOnRings(rings, { epochs: 4 });
    const metrics = JSON.parse(await readFile(result.artifacts.metrics.path, "utf8")) as MetricsFile;
    expect(metrics.charts.map(({ title }) => title)).toEqual(["Loss by epoch", "AUC by epoch", "Accuracy by epoch"]);
    for (const chart of metrics.charts)
      for (const { points } of chart.series as readonly { points?: unknown[] }[]) expect(points?.length).toBe(4);
    expect(metrics.scalars.auc).toBe(result.outputs.auc);
    expect(result.logs).toContainEqual(expect.stringMatching(/^computing with \S+ \(/));
    expect(result.logs.filter((line) => /^epoch \d\/4: loss/.test(line)).length).toBe(4);
    expect(result.progress.at(-1)).toEqual([32, 32]);
  });

  it("is repeated to the last bit by the run's seed", async () => {
    await using first = await trainOnRings(rings, { epochs: 2, dropout: 0.2 });
    await using again = await trainOnRings(rings, { epochs: 2, dropout: 0.2 });
    expect(again.artifacts.model.digest).toBe(first.artifacts.model.digest);
    await using other = await trainOnRings(rings, { epochs: 2, dropout: 0.2, seed: 2 });
    expect(other.artifacts.model.digest).not.toBe(first.artifacts.model.digest);
  });
});

describe("what train refuses, with a code and a sentence", () => {
  it.each([
    ["unknown-split", { trainSplit: "trane" }, 'Did you mean "train"?'],
    ["no-rows", { evalSplit: "none" }, 'Split "none" has no rows.'],
    ["label-with-one-class", { trainSplit: "odd" }, /is 0 in all \d+ rows of split "odd"/],
    ["label-with-one-class", { evalSplit: "odd" }, 'rows of split "odd"'],
    ["split-used-twice", { evalSplit: "train" }, "every epoch would look better than the last"],
    ["unknown-column", { label: "insides" }, 'Did you mean "inside"?'],
    ["training-diverged", { learningRate: 10, optimizer: "sgd" as const, l2: 1e10, epochs: 3 }, "runs away"],
  ])("%s: %j", async (code, params, message) => {
    const expected = typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message);
    await expect(trainOnRings(rings, params)).rejects.toMatchObject({ code, message: expected });
  });

  it("examples that were not transformed", async () => {
    const examples = await examplesOf(ringRows());
    await expect(trainOnRings({ ...rings, examples })).rejects.toMatchObject({ code: "not-transformed" });
  });

  it("vectors of another length than the transform's", async () => {
    await using other = await transformOf(await examplesOf(ringRows()), { features: { x: zScore() }, label: "inside" });
    await expect(trainOnRings({ ...rings, transform: other.artifacts.transform.path })).rejects.toMatchObject({
      code: "feature-size-mismatch",
      message: expect.stringContaining('Expected vectors of 1 elements, as the transform says; split "train" has one of 2.'),
    });
  });

  it("vectors that hold no number, and labels that are neither class", async () => {
    const columns = { features: "numbers", inside: "integer" } as const;
    const split = [
      [[1, 2], 1],
      [[3, 4], 0],
    ] as const;
    const broken = await examplesOf({ columns, splits: { train: [[[1, Number.NaN], 1]], eval: split } });
    await expect(trainOnRings({ ...rings, examples: broken })).rejects.toMatchObject({
      code: "vector-not-finite",
      message: expect.stringContaining("Element 1 of a vector"),
    });
    const third = await examplesOf({ columns, splits: { train: [[[1, 2], 2]], eval: split } });
    await expect(trainOnRings({ ...rings, examples: third })).rejects.toMatchObject({ code: "label-not-binary" });
  });

  it("a transform whose file was cut off", async () => {
    await using cut = await transformOf(await examplesOf(ringRows()), { features: { x: zScore() }, label: "inside" });
    const file = join(cut.artifacts.transform.path, "transform.json");
    await writeFile(file, (await readFile(file, "utf8")).slice(0, 100));
    await expect(trainOnRings({ ...rings, transform: cut.artifacts.transform.path })).rejects.toMatchObject({
      code: "json-broken",
    });
  });
});
