import { beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase, quoteText } from "../../components/formats/duckdb.ts";
import { inferTypes } from "../../components/formats/infer-types.ts";
import { readAs } from "../../components/formats/text-types.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ threads: 1 });
  return () => database.close();
});

const relationOf = (values: readonly (string | null)[]) =>
  `(SELECT unnest([${values.map((value) => (value === null ? "NULL" : quoteText(value)))}]::VARCHAR[]) AS c)`;

describe("texts are of the narrowest type that all of them are of", () => {
  test.each<readonly [string, readonly (string | null)[]]>([
    ["integer", ["1", "-2", "0"]],
    ["integer", [" 5 ", "-0"]],
    ["integer", ["1", null, "2"]],
    ["integer", ["9223372036854775807", "-9223372036854775808"]],
    ["number", ["1", "2.5"]],
    ["number", ["+5", "5.", ".5"]],
    ["number", ["1e5", "2E-300", "1e999"]],
    ["number", ["NaN", "-inf", "Infinity", "1"]],
    ["number", ["123456789012345678901.5"]],
    ["boolean", ["true", "FALSE", "True"]],
    ["timestamp", ["2024-05-01", "2024-05-01 10:30", "2024-05-01T10:30:00.25Z", "2024-05-01 10:30:00+02:00"]],
    ["text", ["007", "8"]],
    ["text", ["00.5"]],
    ["text", ["1_000"]],
    ["text", ["1,000"]],
    ["text", ["0x1F"]],
    ["text", ["9223372036854775808"]],
    ["text", ["12345678901234567890", "1.5"]],
    ["text", ["true", "1"]],
    ["text", ["2024-02-30"]],
    ["text", ["2024-05-01", "1"]],
    ["text", ["01/05/2024"]],
    ["text", [".", "1"]],
    ["text", ["-"]],
    ["text", [" "]],
    ["text", [null, null]],
    ["text", ["", "1"]],
  ])("%s: %j", async (type, values) => {
    expect(await inferTypes(database, relationOf(values), ["c"])).toEqual([type]);
  });
});

test("one value behind the sample is enough to change a type", async () => {
  const relation = (last: string) =>
    `(SELECT CASE WHEN i = 29999 THEN ${quoteText(last)} ELSE i::VARCHAR END AS c FROM range(30000) t(i))`;
  expect(await inferTypes(database, relation("7"), ["c"])).toEqual(["integer"]);
  expect(await inferTypes(database, relation("7.5"), ["c"])).toEqual(["number"]);
  expect(await inferTypes(database, relation("seven"), ["c"])).toEqual(["text"]);
});

test("a column whose values begin behind the sample has their type", async () => {
  const relation = "(SELECT CASE WHEN i > 20000 THEN '2024-01-01' END AS c FROM range(30000) t(i))";
  expect(await inferTypes(database, relation, ["c"])).toEqual(["timestamp"]);
});

test("a timestamp with an offset is that moment; one without is UTC", async () => {
  const read = await database.rows<{ t: Date }>(
    `SELECT ${readAs.timestamp("c")} AS t FROM ${relationOf(["2024-05-01T10:00:00+02:00", "2024-05-01 10:00", "2024-05-01"])}`,
  );
  expect(read.map(({ t }) => t.toISOString())).toEqual([
    "2024-05-01T08:00:00.000Z",
    "2024-05-01T10:00:00.000Z",
    "2024-05-01T00:00:00.000Z",
  ]);
});
