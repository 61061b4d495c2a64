import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketCount, planSplits } from "../../components/ingest/plan-splits.ts";
import { ingestText, rowsOf } from "./helpers/ingest-text.ts";
import reference from "./reference/ingest.json" with { type: "json" };

const splitNames = Object.keys(reference.weights);

/** Which split each id fell into. */
async function splitsById(folder: string): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const split of splitNames) for (const row of await rowsOf(folder, split)) found.set(Number(row.id), split);
  return found;
}

describe("splits and digest are those that Python works out from the documentation", () => {
  test("by all columns", async () => {
    await using result = await ingestText(reference.csv, { splits: reference.weights });
    const found = await splitsById(result.artifacts.examples.path);
    expect(reference.ids.map((id) => found.get(id))).toEqual(reference.byRow.splits);
    expect(result.outputs.digest).toBe(reference.byRow.digest);
  });

  test("by one column", async () => {
    await using result = await ingestText(reference.csv, { splits: reference.weights, splitBy: ["company"] });
    const found = await splitsById(result.artifacts.examples.path);
    expect(reference.ids.map((id) => found.get(id))).toEqual(reference.byCompany.splits);
    expect(result.outputs.digest).toBe(reference.byCompany.digest);
  });
});

test("a row lands in the same split whatever stands around it", async () => {
  const row = fc.tuple(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 12 }), fc.array(row, { maxLength: 12 }), async (rows, others) => {
      const before = await splitOfEach(rows);
      const after = await splitOfEach([...others, ...rows.toReversed()]);
      for (const [key, split] of before) expect(after.get(key)).toBe(split);
    }),
    { numRuns: 12 },
  );
});

type Row = readonly [text: string, number: number, flag: boolean];

/** The split of each row, by the row's own text. A first row keeps the types what they are, a number of rows keeps train from being empty. */
async function splitOfEach(rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const fixed: readonly Row[] = Array.from({ length: 30 }, (_, index) => [`keeps ${index}`, index + 0.5, true]);
  const lines = [...fixed, ...rows].map((row) =>
    JSON.stringify({ text: row[0].toWellFormed(), number: row[1] === 0 ? 0 : row[1], flag: row[2] }),
  );
  await using result = await ingestText(lines.join("\n"), { splits: { train: 3, eval: 2 } }, "rows.jsonl");
  const found = new Map<string, string>();
  for (const split of ["train", "eval"])
    for (const read of await rowsOf(result.artifacts.examples.path, split)) found.set(JSON.stringify(read), split);
  expect(result.outputs.rows).toBe(lines.length);
  return found;
}

test("a column that turns from whole numbers to others moves no row", async () => {
  const ids = Array.from({ length: 60 }, (_, index) => index);
  await using whole = await ingestText(`id\n${ids.join("\n")}\n`, { splits: { train: 1, eval: 1 } });
  await using mixed = await ingestText(`id\n${ids.join("\n")}\n0.5\n`, { splits: { train: 1, eval: 1 } });
  const idsOf = async (folder: string) => (await rowsOf(folder, "eval")).map((row) => Number(row.id)).filter(Number.isInteger);
  expect(await idsOf(mixed.artifacts.examples.path)).toEqual(await idsOf(whole.artifacts.examples.path));
});

test("rows of one user stay together when the split is by user", async () => {
  const lines = Array.from({ length: 500 }, (_, index) => `user ${index % 40},${index}`);
  await using result = await ingestText(`user,n\n${lines.join("\n")}\n`, { splits: { train: 7, eval: 3 }, splitBy: ["user"] });
  const users = async (split: string) => new Set((await rowsOf(result.artifacts.examples.path, split)).map((row) => row.user));
  const [train, evaluation] = [await users("train"), await users("eval")];
  expect(train.size + evaluation.size).toBe(40);
  expect(evaluation.size).toBeGreaterThan(0);
});

test("shares are close to the weights", async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index}`);
  await using result = await ingestText(`n\n${lines.join("\n")}\n`, { splits: { train: 7, eval: 1, test: 2 } });
  // four standard deviations of a share of 0.7 among 20,000 rows are 0.013
  expect(result.outputs.splitRows.train! / 20_000).toBeCloseTo(0.7, 1.6);
  expect(result.outputs.splitRows.test! / 20_000).toBeCloseTo(0.2, 1.6);
  expect(Object.values(result.outputs.splitRows).reduce((sum, rows) => sum + rows)).toBe(20_000);
});

test("buckets are given out by name, and the largest split comes first", () => {
  expect(planSplits({ train: 8, eval: 2 })).toEqual(planSplits({ eval: 2, train: 8 }));
  expect(planSplits({ train: 8, eval: 2 })).toEqual([
    { name: "train", from: 2, to: 10 },
    { name: "eval", from: 0, to: 2 },
  ]);
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.integer({ min: 1, max: 50 }), { minKeys: 1 }), (weights) => {
      const planned = planSplits(weights);
      const buckets = planned.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
      expect(buckets.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: bucketCount(planned) }, (_, index) => index),
      );
    }),
  );
});
