import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { features as featureParams } from "../../components/transform/features.ts";
import { baselines } from "../../examples/taxi/baselines.ts";
import { features, label } from "../../examples/taxi/features.ts";
import { fitLogisticRegression, predict } from "../../examples/taxi/logistic-regression.ts";
import { pickBest } from "../../examples/taxi/pick-best.ts";
import { runComponent } from "../../testing/run-component.ts";
import { examplesOf } from "./helpers/transform-of.ts";

const folder = await mkdtemp(join(tmpdir(), "pipewright-taxi-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const reference = JSON.parse(readFileSync(new URL("reference/logistic-regression.json", import.meta.url), "utf8"));

describe("the taxi example's features", () => {
  it("are what transform takes, and read neither the tip nor the label", () => {
    expect(() => featureParams.parse(features)).not.toThrow();
    expect(Object.keys(features)).not.toContain("tips");
    expect(Object.keys(features)).not.toContain(label);
  });
});

describe("its baselines", () => {
  it("fit scikit-learn's logistic regression", () => {
    const vectors = Float32Array.from(reference.features.flat());
    const weights = fitLogisticRegression(vectors, Uint8Array.from(reference.labels), 4, 1 / reference.C);
    for (const [index, weight] of [...reference.weights, reference.constant].entries())
      expect(weights[index]).toBeCloseTo(weight, 6);
    for (const [row, probability] of reference.probabilities.entries())
      expect(predict(weights, vectors, row)).toBeCloseTo(probability, 6);
  });

  it("measure both models on the test split", async () => {
    const rows = (from: number, to: number) =>
      (reference.features as number[][])
        .slice(from, to)
        .map((vector, index) => [vector, reference.labels[from + index] as number] as const);
    const examples = await examplesOf({
      columns: { features: "numbers", y: "integer" },
      splits: { train: rows(0, 300), test: rows(300, 400) },
    });
    await using result = await runComponent(baselines, { params: { label: "y" }, inputs: { examples } });
    const truth = (reference.labels as number[]).slice(300);
    const commoner = (reference.labels as number[]).slice(0, 300).filter((each) => each === 1).length >= 150 ? 1 : 0;
    expect(result.outputs.majorityAccuracy).toBeCloseTo(truth.filter((each) => each === commoner).length / 100, 12);
    expect(result.outputs.logisticAuc).toBe(result.outputs.scores.auc);
    expect(result.outputs.logisticAuc).toBeGreaterThan(0.85);
    expect(result.outputs.scores.logLoss).toBeLessThan(0.5);
    expect(JSON.parse(await readFile(result.artifacts.metrics.path, "utf8"))).toMatchObject({ format: "pipewright.metrics/1" });
  });

  it("refuse a split that is not there", async () => {
    const examples = await examplesOf({ columns: { features: "numbers", y: "integer" }, splits: { train: [[[1], 1]] } });
    await expect(runComponent(baselines, { params: { label: "y" }, inputs: { examples } })).rejects.toMatchObject({
      code: "unknown-split",
    });
  });
});

describe("its choice of a model", () => {
  const models = ["a", "b", "c"].map((name) => join(folder, name));

  it("copies the one with the highest score, of equals the first", async () => {
    for (const path of models) {
      await mkdir(path);
      await writeFile(join(path, "signature.json"), path);
    }
    await using result = await runComponent(pickBest, { params: { scores: [0.5, 0.9, 0.9] }, inputs: { models } });
    expect(result.outputs).toEqual({ best: 1, score: 0.9 });
    expect(await readFile(join(result.artifacts.model.path, "signature.json"), "utf8")).toBe(models[1]);
  });

  it("refuses a list of scores of another length", async () => {
    await expect(runComponent(pickBest, { params: { scores: [1] }, inputs: { models } })).rejects.toMatchObject({
      code: "lengths-differ",
    });
  });
});
