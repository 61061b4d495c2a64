import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readExamplesFolder } from "../../components/formats/examples-folder.ts";
import { readTransformGraph } from "../../components/formats/transform-graph.ts";
import { featureNames } from "../../components/transform/apply-transform.ts";
import { asIs, multiHot, oneHot, quantileBuckets, zScore } from "../../components/transform/features.ts";
import { readRows } from "./helpers/read-rows.ts";
import { examplesOf, smallRows, type TransformParams, transformOf } from "./helpers/transform-of.ts";

interface Reference {
  readonly train: readonly (readonly [number | null, number, string, string])[];
  readonly eval: readonly (readonly [number | null, number, string, string])[];
  readonly ops: readonly {
    readonly name: string;
    readonly column: string;
    readonly spec: never;
    readonly expected: readonly (readonly number[])[];
  }[];
}

const reference = JSON.parse(readFileSync(new URL("reference/transform.json", import.meta.url), "utf8")) as Reference;
const columns = { fare: "number", count: "integer", pay: "text", tags: "text", y: "boolean" } as const;
const withLabel = (rows: Reference["train"]) => rows.map((row, index) => [...row, index % 3 === 0]);
const referenceExamples = await examplesOf({
  columns,
  splits: { train: withLabel(reference.train), eval: withLabel(reference.eval) },
});

describe("ops fitted on train and applied to eval give scikit-learn's numbers", () => {
  it.each(reference.ops)("$name", async ({ column, spec, expected }) => {
    await using result = await transformOf(referenceExamples, { features: { [column]: spec } });
    const rows = await readRows(result.artifacts.transformed.path, "eval");
    expect(rows.length).toBe(expected.length);
    for (const [index, { features }] of rows.entries()) {
      const vector = features as readonly number[];
      // Vectors are float32: 24 binary digits.
      expect(vector.length).toBe(expected[index]!.length);
      for (const [element, value] of vector.entries()) expect(value).toBeCloseTo(expected[index]![element]!, 5);
    }
  });
});

const smallExamples = await examplesOf(smallRows);

describe("transformed examples", () => {
  const params: TransformParams = {
    features: {
      fare: [zScore({ indicator: true }), asIs({ missing: -1 })],
      pay: oneHot(),
      n: oneHot({ topK: 1 }),
      when: asIs({ missing: "zero" }),
      toll: asIs({ missing: 0.5 }),
    },
    passthrough: ["pay", "when"],
  };

  it("hold a vector per row, the label as 0 and 1, and the kept columns, in the order of the source", async () => {
    await using result = await transformOf(smallExamples, params);
    expect(result.outputs.numFeatures).toBe(12);
    const [first, second, third, fourth] = await readRows(result.artifacts.transformed.path, "train");
    const day = (count: number) => Math.fround(Date.UTC(2024, 0, count) / 1000);
    expect(first).toEqual({
      features: [-1, 0, 1, 1, 0, 0, 0, 0, 1, 0, day(1), 1],
      y: 1n,
      pay: "Cash",
      when: new Date("2024-01-01"),
    });
    expect(second).toMatchObject({ features: [0, 1, -1, 0, 1, 0, 0, 1, 0, 0, day(2), 0], y: 0n });
    expect(third).toMatchObject({ features: [1, 0, 9, 0, 0, 0, 1, 1, 0, 0, day(3), 0.5], pay: null });
    expect(fourth).toMatchObject({ features: [0, 1, -1, 1, 0, 0, 0, 0, 0, 1, 0, 1], when: null });
    const [other] = await readRows(result.artifacts.transformed.path, "eval");
    expect(other).toMatchObject({ features: [0, 1, -1, 0, 0, 1, 0, 0, 1, 0, Math.fround(Date.UTC(2024, 0, 4, 12) / 1000), 1] });
  });

  it("say in their manifest what they hold", async () => {
    await using result = await transformOf(smallExamples, params);
    const { columns: held, splits } = await readExamplesFolder(result.artifacts.transformed.path);
    expect(held).toEqual([
      { name: "features", type: "numbers" },
      { name: "y", type: "integer" },
      { name: "pay", type: "text" },
      { name: "when", type: "timestamp" },
    ]);
    expect(splits.map(({ name, rows }) => [name, rows])).toEqual([
      ["train", 4],
      ["eval", 1],
    ]);
  });

  it("are the same bytes when made again, and so is the graph", async () => {
    await using first = await transformOf(referenceExamples, { features: { fare: zScore(), tags: multiHot(), pay: oneHot() } });
    await using second = await transformOf(referenceExamples, { features: { fare: zScore(), tags: multiHot(), pay: oneHot() } });
    expect(second.artifacts).toEqual({
      transformed: { ...second.artifacts.transformed, digest: first.artifacts.transformed.digest },
      transform: { ...second.artifacts.transform, digest: first.artifacts.transform.digest },
    });
  });

  it("count a named value of a text label as class 1", async () => {
    const folder = await examplesOf({
      columns: { x: "number", outcome: "text" },
      splits: {
        train: [
          [1, "won"],
          [2, "lost"],
          [3, "drawn"],
        ],
      },
    });
    await using result = await transformOf(folder, { features: { x: asIs() }, label: { column: "outcome", positive: "won" } });
    expect((await readRows(result.artifacts.transformed.path, "train")).map(({ outcome }) => outcome)).toEqual([1n, 0n, 0n]);
  });

  it("tell how far they are, to the last row", async () => {
    await using result = await transformOf(referenceExamples, { features: { fare: zScore() } });
    expect(result.progress.at(-1)).toEqual([260, 260]);
  });
});

describe("the graph", () => {
  it("learns from the fitted split alone", async () => {
    const rows = [
      [1, true],
      [2, false],
      [3, true],
    ] as const;
    const split = (last: number) =>
      ({ columns: { x: "number", y: "boolean" }, splits: { train: rows, eval: [[last, true]] } }) as const;
    await using one = await transformOf(await examplesOf(split(4)), { features: { x: zScore() } });
    await using other = await transformOf(await examplesOf(split(4000)), { features: { x: zScore() } });
    const graphs = [
      await readTransformGraph(one.artifacts.transform.path),
      await readTransformGraph(other.artifacts.transform.path),
    ];
    expect(graphs[0]).toEqual(graphs[1]);
    await using onEval = await transformOf(
      await examplesOf({
        columns: { x: "number", y: "boolean" },
        splits: {
          train: [[1, true]],
          b: [
            [5, true],
            [7, false],
          ],
        },
      }),
      { features: { x: zScore() }, fitOn: "b" },
    );
    expect((await readTransformGraph(onEval.artifacts.transform.path)).features[0]).toMatchObject({ center: 6, spread: 1 });
  });

  it("names its elements", async () => {
    await using result = await transformOf(referenceExamples, {
      features: { count: [zScore(), quantileBuckets({ numBuckets: 2 })], pay: oneHot({ topK: 1 }) },
    });
    expect(featureNames(await readTransformGraph(result.artifacts.transform.path))).toEqual([
      "count zScore",
      "count < 0",
      "count >= 0",
      "count missing",
      "pay = Cash",
      "pay other 0",
      "pay missing",
    ]);
  });

  it("drops boundaries that come twice, for a column of few values", async () => {
    const rows = Array.from({ length: 100 }, (_, row) => [row < 70 ? 0 : row, row % 2 === 0] as const);
    await using result = await transformOf(
      await examplesOf({ columns: { x: "number", y: "boolean" }, splits: { train: rows } }),
      {
        features: { x: quantileBuckets({ numBuckets: 4 }) },
      },
    );
    expect((await readTransformGraph(result.artifacts.transform.path)).features[0]).toMatchObject({ boundaries: [74.25] });
  });

  it("keeps the place of a constant column on demand, as zero", async () => {
    await using result = await transformOf(smallExamples, { features: { same: zScore({ constant: "zero" }), fare: zScore() } });
    const vectors = (await readRows(result.artifacts.transformed.path, "train")).map(({ features }) => (features as number[])[0]);
    expect(vectors).toEqual([0, 0, 0, 0]);
  });
});

describe("names and values of the data are never code", () => {
  it("a column, a split's value and a separator full of quotes", async () => {
    const name = `a"b'; DROP TABLE x; --`;
    const folder = await examplesOf({
      columns: { [name]: "text", y: "boolean" },
      splits: {
        train: [
          ['it\'s|"x"', true],
          ["'); --|it's", false],
        ],
      },
    });
    await using result = await transformOf(folder, {
      features: { [name]: [oneHot(), multiHot({ separator: "|" }), multiHot({ separator: "'" })] },
      passthrough: [name],
    });
    expect(
      (await readTransformGraph(result.artifacts.transform.path)).features.map(
        (feature) => "vocabulary" in feature && feature.vocabulary,
      ),
    ).toEqual([
      ["'); --|it's", 'it\'s|"x"'],
      ["it's", '"x"', "'); --"],
      ["); --|it", "it", "s", 's|"x"'],
    ]);
  });
});
