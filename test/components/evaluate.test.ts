import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { evaluate } from "../../components/evaluate/spec.ts";
import type { MetricsFile } from "../../components/formats/metrics-file.ts";
import { readTransformGraph } from "../../components/formats/transform-graph.ts";
import { cumulativeCounts } from "../../components/math/cumulative-counts.ts";
import { rocAuc } from "../../components/math/roc-auc.ts";
import { zScore } from "../../components/transform/features.ts";
import { runComponent } from "../../testing/run-component.ts";
import { readRows } from "./helpers/read-rows.ts";
import { ringRows, trainOnRings, transformedRings } from "./helpers/trained-rings.ts";
import { examplesOf, transformOf } from "./helpers/transform-of.ts";

type Params = NonNullable<
  NonNullable<Parameters<typeof runComponent<NonNullable<typeof evaluate.spec.params>, {}, {}>>[1]>["params"]
>;

const rings = await transformedRings();
const trained = await trainOnRings(rings, { epochs: 12, hiddenLayers: [] });
afterAll(() => trained[Symbol.asyncDispose]());

async function evaluateOn(params: Params = {}, inputs: Partial<Record<"examples" | "model", string>> = {}) {
  return await runComponent(evaluate, {
    params: { metricThresholds: {}, ...params },
    inputs: { examples: rings.examples, model: trained.artifacts.model.path, ...inputs },
  });
}

const metricsOf = async (path: string) => JSON.parse(await readFile(path, "utf8")) as MetricsFile;

/** The probabilities worked out by hand: a logistic regression is `sigmoid(w · x + b)`. */
async function byHand(split: string) {
  const values = new Float32Array(new Uint8Array(await readFile(`${trained.artifacts.model.path}/weights.bin`)).buffer);
  const rows = (await readRows(rings.examples, split)) as readonly {
    features: number[];
    inside: bigint;
    shop: string | null;
    size: bigint;
  }[];
  return rows.map(({ features, inside, shop, size }) => {
    const logit = features[0]! * values[0]! + features[1]! * values[1]! + values[2]!;
    return { probability: 1 / (1 + Math.exp(-logit)), label: Number(inside), shop, size: Number(size) };
  });
}

describe("evaluate", () => {
  it("measures what the saved model answers, row by row", async () => {
    await using result = await evaluateOn();
    const rows = await byHand("test");
    const auc = rocAuc(
      cumulativeCounts(
        rows.map(({ probability }) => probability),
        rows.map(({ label }) => label),
      ),
    );
    const accuracy = rows.filter(({ probability, label }) => probability >= 0.5 === (label === 1)).length / rows.length;
    const logLoss =
      rows.reduce((sum, { probability, label }) => sum - Math.log(label === 1 ? probability : 1 - probability), 0) / rows.length;
    expect(result.outputs.auc).toBeCloseTo(auc, 4);
    expect(result.outputs.accuracy).toBeCloseTo(accuracy, 2);
    expect(result.outputs.logLoss).toBeCloseTo(logLoss, 5);
    expect((await metricsOf(result.artifacts.metrics.path)).scalars).toMatchObject({
      rows: 300,
      positives: rows.filter(({ label }) => label === 1).length,
    });
  });

  it("gives the numbers that train gave on the eval split, and says that they flatter", async () => {
    await using result = await evaluateOn({ split: "eval" });
    expect(result.outputs.auc).toBe(trained.outputs.auc);
    expect(result.outputs.logLoss).toBeCloseTo(trained.outputs.loss, 12);
    expect(result.logs).toContainEqual(expect.stringContaining('best epoch was chosen by split "eval"'));
    await using onTrain = await evaluateOn({ split: "train" });
    expect(onTrain.logs).toContainEqual(expect.stringContaining('learned from split "train"'));
  });

  it("measures each value of a column, the missing ones too, and quarters of a number", async () => {
    await using result = await evaluateOn({ sliceBy: ["shop", "size"], minSliceSize: 5 });
    const { tables, charts } = await metricsOf(result.artifacts.metrics.path);
    const rows = await byHand("test");
    const shops = tables.find(({ title }) => title === "Slices by shop")!.rows;
    for (const shop of [null, "north", "south"]) {
      const own = rows.filter((row) => row.shop === shop);
      const line = shops.find(([name]) => name === (shop ?? "(missing)"))!;
      expect(line[1]).toBe(own.length);
      expect(line[2]).toBeCloseTo(own.filter(({ label }) => label === 1).length / own.length, 12);
      expect(line[3]).toBeCloseTo(
        rocAuc(
          cumulativeCounts(
            own.map(({ probability }) => probability),
            own.map(({ label }) => label),
          ),
        ),
        3,
      );
    }
    const sizes = tables.find(({ title }) => title === "Slices by size")!.rows;
    expect(sizes.length).toBe(4);
    expect(sizes.reduce((sum, [, count]) => sum + (count as number), 0)).toBe(300);
    const [low, high] = [Number(String(sizes[0]![0]).slice(2)), Number(String(sizes[3]![0]).slice(3))];
    expect(sizes[0]![1]).toBe(rows.filter(({ size }) => size < low).length);
    expect(sizes[3]![1]).toBe(rows.filter(({ size }) => size >= high).length);
    expect(charts.map(({ title }) => title)).toEqual([
      "ROC curve",
      "Precision-recall curve",
      "Reliability",
      "Probabilities by class",
      "AUC by shop",
      "AUC by size",
    ]);
  });

  it("gives no metrics to slices that are too small", async () => {
    await using result = await evaluateOn({ sliceBy: ["shop"], minSliceSize: 60 });
    const { tables } = await metricsOf(result.artifacts.metrics.path);
    const missing = tables.find(({ title }) => title === "Slices by shop")!.rows.find(([name]) => name === "(missing)")!;
    expect(missing.slice(2).every((value) => value === null)).toBe(true);
  });

  it("says of each threshold whether it passed, and is ok only without a failure", async () => {
    await using good = await evaluateOn({
      metricThresholds: { accuracy: { atLeast: 0.1, changeAtLeast: -0.5 } },
      baseline: { accuracy: 0.5 },
    });
    expect(good.outputs.ok).toBe(true);
    expect(Object.keys(good.outputs.reasons)).toEqual(["accuracy atLeast 0.1", "accuracy changeAtLeast -0.5"]);
    await using bad = await evaluateOn({
      metricThresholds: { accuracy: { atLeast: 0.999 } },
      sliceThresholds: [
        { metric: "logLoss", column: "shop", value: "north", atMost: 5 },
        { metric: "logLoss", column: "shop", value: null, atMost: 0 },
      ],
      minSliceSize: 2,
    });
    expect(bad.outputs.ok).toBe(false);
    expect(bad.outputs.reasons).toEqual({
      "accuracy atLeast 0.999": expect.stringMatching(/^failed: 0\.\d+ is not >= 0.999$/),
      "logLoss where shop = north atMost 5": expect.stringMatching(/^passed: /),
      "logLoss where shop = (missing) atMost 0": expect.stringMatching(/^failed: /),
    });
  });

  it("demands nothing when told so, and says that", async () => {
    await using result = await evaluateOn();
    expect(result.outputs).toMatchObject({ ok: true, reasons: {} });
    expect(result.logs.at(-1)).toBe("no thresholds were given, so nothing was demanded of the model");
    expect(await readFile(result.artifacts.page.path, "utf8")).toContain("Nothing was demanded.");
  });

  it("makes the same bytes again", async () => {
    await using first = await evaluateOn({ sliceBy: ["shop", "size"] });
    await using second = await evaluateOn({ sliceBy: ["shop", "size"] });
    expect([second.artifacts.metrics.digest, second.artifacts.page.digest]).toEqual([
      first.artifacts.metrics.digest,
      first.artifacts.page.digest,
    ]);
  });

  it("shows values of the data as text on its page, never as markup", async () => {
    const attack = `<script>alert("1")</script>`;
    const rows = ringRows();
    const split = (name: string) => rows.splits[name]!.map((row) => row.with(2, attack));
    const folder = await examplesOf({ ...rows, splits: { train: split("train"), eval: split("eval"), test: split("test") } });
    await using made = await transformOf(folder, { features: { x: zScore() }, label: "inside", passthrough: ["shop"] });
    const inputs = { examples: made.artifacts.transformed.path, transform: made.artifacts.transform.path };
    await using model = await trainOnRings(inputs, { epochs: 1 });
    await using result = await evaluateOn(
      { sliceBy: ["shop"] },
      { examples: inputs.examples, model: model.artifacts.model.path },
    );
    const page = await readFile(result.artifacts.page.path, "utf8");
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(await readTransformGraph(inputs.transform)).toMatchObject({ numFeatures: 1 });
  });
});

describe("what evaluate refuses, with a code and a sentence", () => {
  it.each<[string, Params, string]>([
    ["unknown-column", { sliceBy: ["shopp"] }, 'Did you mean "shop"?'],
    ["wrong-column-type", { sliceBy: ["features"] }, "a vector per row"],
    ["unknown-split", { split: "tset" }, 'Did you mean "test"?'],
    ["label-with-one-class", { split: "odd" }, 'rows of split "odd"'],
    ["no-rows", { split: "none" }, "has no rows"],
    ["unknown-column", { label: "outside" }, 'label column "outside"'],
  ])("%s: %j", async (code, params, message) => {
    await expect(evaluateOn(params)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("a model of another vector's length", async () => {
    await using other = await transformOf(await examplesOf(ringRows()), { features: { x: zScore() }, label: "inside" });
    await expect(evaluateOn({}, { examples: other.artifacts.transformed.path })).rejects.toMatchObject({
      code: "feature-size-mismatch",
    });
  });

  it("a folder that is no model", async () => {
    await expect(evaluateOn({}, { model: rings.transform })).rejects.toMatchObject({ code: "file-not-readable" });
  });
});
