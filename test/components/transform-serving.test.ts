import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTransformGraph } from "../../components/formats/transform-graph.ts";
import { applyTransform } from "../../components/transform/apply-transform.ts";
import { asIs, log1p, minMax, multiHot, oneHot, quantileBuckets, zScore } from "../../components/transform/features.ts";
import { readRows } from "./helpers/read-rows.ts";
import { examplesOf, transformOf } from "./helpers/transform-of.ts";

const columns = {
  fare: "number",
  count: "integer",
  pay: "text",
  tags: "text",
  toll: "boolean",
  when: "timestamp",
  y: "boolean",
} as const;
const names = Object.keys(columns);

const missing = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 });
const word = fc.constantFrom("a", "b", "ä", "🚕", " spaced ", "", "'quoted\"");
const row = fc.tuple(
  missing(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  missing(fc.integer({ min: -1000, max: 1000 })),
  missing(word),
  missing(fc.array(word, { maxLength: 4 }).map((words) => words.join("|"))),
  missing(fc.boolean()),
  missing(fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }).map((date) => date.toISOString())),
  fc.boolean(),
);

const features = {
  fare: [zScore({ scale: "log1p", clip: 2, indicator: true }), minMax(), log1p(), quantileBuckets({ numBuckets: 4 })],
  count: [
    asIs({ missing: "median" }),
    oneHot({ topK: 3, numOovBuckets: 2 }),
    quantileBuckets({ numBuckets: 5, encoding: "thermometer" }),
  ],
  pay: oneHot({ topK: 2, missing: "zeros" }),
  tags: multiHot({ topK: 3, numOovBuckets: 3 }),
  toll: [asIs({ missing: 0.5 }), oneHot()],
  when: [minMax({ missing: "zero" }), quantileBuckets({ numBuckets: 3, missing: "zeros" })],
};

/** Rows that make every op fittable: some values, both classes. */
const anchors = [
  [1, 1, "a", "a|b", true, "2001-01-01T00:00:00.000Z", true],
  [2, 2, "b", "b", false, "2002-01-01T00:00:00.000Z", false],
] as const;

describe("a row in serving", () => {
  it("gets the vector that it had in training, to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (random) => {
        const rows = [...anchors, ...random];
        const folder = await examplesOf({ columns, splits: { train: rows } });
        await using result = await transformOf(folder, { features });
        const graph = await readTransformGraph(result.artifacts.transform.path);
        const trained = await readRows(result.artifacts.transformed.path, "train");
        for (const [index, values] of rows.entries()) {
          const request = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name, at) => [name, values[at]]))));
          const { toll, ...rest } = request;
          const served = applyTransform(graph, toll === null ? rest : request);
          expect([...served]).toEqual(trained[index]!.features);
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it("may leave columns out, which are then missing", async () => {
    const folder = await examplesOf({ columns, splits: { train: anchors } });
    await using result = await transformOf(folder, { features: { pay: oneHot(), fare: zScore({ indicator: true }) } });
    const graph = await readTransformGraph(result.artifacts.transform.path);
    expect([...applyTransform(graph, {})]).toEqual([0, 0, 0, 1, 0, 1]);
    expect([...applyTransform(graph, { toString: "x" } as never)]).toEqual([0, 0, 0, 1, 0, 1]);
  });

  it("with a value of the wrong type is refused by the column's name", async () => {
    const folder = await examplesOf({ columns, splits: { train: anchors } });
    await using result = await transformOf(folder, { features: { fare: zScore(), when: asIs() } });
    const graph = await readTransformGraph(result.artifacts.transform.path);
    expect(() => applyTransform(graph, { fare: "cheap" })).toThrow('Column "fare" wants a number, got "cheap".');
    expect(() => applyTransform(graph, { fare: 1, when: "soon" })).toThrow('Column "when" wants a time, got "soon".');
  });
});
