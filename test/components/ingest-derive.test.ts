import { describe, expect, test } from "vitest";
import type { Comparison } from "../../components/ingest/comparison.ts";
import { ingestText, rowsOf } from "./helpers/ingest-text.ts";

const text =
  "tips,fare,kind,paid,v,day\n2,10,Cash,true,NaN,2024-01-01\n2.01,10,Card,false,1,2024-01-02\n,10,Cash,,2,\n0,0,,true,inf,2024-01-01\n-1,5,cash,false,3,2024-01-01\n";

async function derived(comparison: Comparison): Promise<readonly unknown[]> {
  await using result = await ingestText(text, { derive: { made: comparison } });
  return (await rowsOf(result.artifacts.examples.path)).map((row) => row.made);
}

describe("a derived column compares", () => {
  test("a column with a multiple of another; a missing operand gives a missing value", async () => {
    expect(await derived({ left: "tips", operator: "gt", right: { column: "fare", times: 0.2 } })).toEqual([
      false,
      true,
      null,
      false,
      false,
    ]);
  });

  test.each([
    ["eq", [false, false, null, true, false]],
    ["ne", [true, true, null, false, true]],
    ["lt", [false, false, null, false, true]],
    ["le", [false, false, null, true, true]],
    ["gt", [true, true, null, false, false]],
    ["ge", [true, true, null, true, false]],
  ] as const)("a number with a number by %s", async (operator, expected) => {
    expect(await derived({ left: "tips", operator, right: { value: 0 } })).toEqual(expected);
  });

  test("a text with a text, and a truth value with a truth value", async () => {
    expect(await derived({ left: "kind", operator: "eq", right: { value: "Cash" } })).toEqual([true, false, true, null, false]);
    expect(await derived({ left: "paid", operator: "eq", right: { value: true } })).toEqual([true, false, null, true, false]);
  });

  test("NaN is as good as missing; infinity is a number", async () => {
    expect(await derived({ left: "v", operator: "ge", right: { value: 2 } })).toEqual([null, false, true, true, true]);
  });

  test("a text that looks like SQL is a text", async () => {
    expect(await derived({ left: "kind", operator: "ne", right: { value: "' OR 1=1 --" } })).toEqual([
      true,
      true,
      true,
      null,
      true,
    ]);
  });
});

describe("a comparison that can't be made is refused", () => {
  test.each<readonly [string, Comparison, string]>([
    [
      "an unknown column",
      { left: "tip", operator: "gt", right: { value: 1 } },
      'derive.made names the column "tip", which the source does not have. Did you mean "tips"?',
    ],
    [
      "an unknown column on the right",
      { left: "tips", operator: "gt", right: { column: "fares", times: 1 } },
      'Did you mean "fare"?',
    ],
    [
      "a text with a number",
      { left: "kind", operator: "gt", right: { value: 1 } },
      'derive.made compares the column "kind" (text) with the number 1.',
    ],
    [
      "a multiple of a text",
      { left: "tips", operator: "gt", right: { column: "kind", times: 2 } },
      'derive.made multiplies the column "kind" (text) by 2.',
    ],
    [
      "a timestamp with a number",
      { left: "day", operator: "gt", right: { column: "fare", times: 1 } },
      'the column "day" (timestamp) with the column "fare" (integer)',
    ],
  ])("%s", async (_, comparison, message) => {
    await expect(derived(comparison)).rejects.toThrow(message);
  });

  test("a name that is taken, in any case", async () => {
    await expect(ingestText(text, { derive: { Fare: { left: "tips", operator: "gt", right: { value: 1 } } } })).rejects.toThrow(
      'derive makes the column "Fare", which the source already has.',
    );
  });
});
