import { describe, expect, it } from "vitest";
import { asIs, multiHot, oneHot, quantileBuckets, zScore } from "../../components/transform/features.ts";
import { examplesOf, smallRows, type TransformParams, transformOf } from "./helpers/transform-of.ts";

const smallExamples = await examplesOf(smallRows);

describe("what transform refuses, with a code and a sentence", () => {
  const one = { features: { fare: zScore() } };
  it.each<[string, TransformParams, string]>([
    ["unknown-column", { features: { far: zScore() } }, 'Did you mean "fare"?'],
    ["unknown-column", { ...one, passthrough: ["payment"] }, '`passthrough` names the column "payment"'],
    ["unknown-column", { ...one, label: "z" }, '`label` names the column "z"'],
    [
      "wrong-column-type",
      { features: { pay: zScore() } },
      '"zScore" takes columns of type integer, number, boolean, timestamp; column "pay" is of type text',
    ],
    ["wrong-column-type", { features: { fare: multiHot() } }, '"multiHot" takes columns of type text'],
    ["wrong-column-type", { features: { fare: oneHot() } }, 'column "fare" is of type number'],
    ["all-missing-column", { features: { empty: zScore() } }, "any of the 4 rows"],
    ["constant-column", { features: { same: zScore() } }, "the same value, 4,"],
    ["constant-column", { features: { same: quantileBuckets() } }, "the same value, 4,"],
    ["missing-values", { features: { fare: zScore({ missing: "refuse" }) } }, "missing in 2 of 4 rows"],
    ["missing-values", { features: { pay: oneHot({ missing: "refuse" }) } }, "missing in 1 of 4 rows"],
    ["label-is-feature", { features: { y: asIs() } }, "a model would read the answer off its input"],
    ["label-missing", { ...one, label: "n" }, 'The label "n" is missing in 1 rows'],
    ["label-not-binary", { ...one, label: "pay" }, "no two classes follow from that"],
    ["label-not-binary", { ...one, label: { column: "n", positive: "1" } }, "is of type integer"],
    ["column-twice", { ...one, passthrough: ["pay", "pay"] }, 'Column "pay" would be in the transformed examples twice'],
    ["column-twice", { ...one, passthrough: ["y"] }, 'Column "y"'],
    ["unknown-split", { ...one, fitOn: "trian" }, 'Did you mean "train"?'],
    ["no-features", { features: {} }, "names no column"],
  ])("%s: %j", async (code, params, message) => {
    await expect(transformOf(smallExamples, params)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("a label with one class in the fitted split", async () => {
    const folder = await examplesOf({
      columns: { x: "number", y: "boolean" },
      splits: {
        train: [
          [1, true],
          [2, true],
        ],
        eval: [[1, false]],
      },
    });
    await expect(transformOf(folder, { features: { x: zScore() } })).rejects.toMatchObject({
      code: "label-with-one-class",
      message: expect.stringContaining("is 1 in all 2 rows"),
    });
  });

  it("a label of three numbers", async () => {
    const folder = await examplesOf({
      columns: { x: "number", y: "integer" },
      splits: {
        train: [
          [1, 0],
          [2, 1],
          [3, 2],
        ],
      },
    });
    await expect(transformOf(folder, { features: { x: zScore() } })).rejects.toMatchObject({
      code: "label-not-binary",
      message: expect.stringContaining("neither 0 nor 1 in 1 rows"),
    });
  });

  it("a split without rows to fit on", async () => {
    const folder = await examplesOf({ columns: { x: "number", y: "boolean" }, splits: { train: [], eval: [[1, true]] } });
    await expect(transformOf(folder, { features: { x: zScore() } })).rejects.toMatchObject({ code: "no-rows" });
  });

  it("a value that is missing only after fitting, where that is refused", async () => {
    const folder = await examplesOf({
      columns: { x: "number", y: "boolean" },
      splits: {
        train: [
          [1, true],
          [2, false],
        ],
        eval: [[null, true]],
      },
    });
    await expect(transformOf(folder, { features: { x: zScore({ missing: "refuse" }) } })).rejects.toMatchObject({
      code: "missing-values",
      message: expect.stringContaining('Column "x" has a missing value'),
    });
  });

  it("numbers whose squares overflow", async () => {
    const folder = await examplesOf({
      columns: { x: "number", y: "boolean" },
      splits: {
        train: [
          [1e300, true],
          [-1e300, false],
        ],
      },
    });
    await expect(transformOf(folder, { features: { x: zScore() } })).rejects.toMatchObject({ code: "values-too-large" });
  });

  it("a column called as the vectors are", async () => {
    const folder = await examplesOf({
      columns: { features: "number", x: "number", y: "boolean" },
      splits: {
        train: [
          [1, 1, true],
          [1, 2, false],
        ],
      },
    });
    await expect(transformOf(folder, { features: { x: zScore() }, passthrough: ["features"] })).rejects.toMatchObject({
      code: "column-name-taken",
    });
  });
});
