import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../components/formats/duckdb.ts";
import { readExamplesFolder } from "../../components/formats/examples-folder.ts";
import {
  type ColumnStatistics,
  isNumeric,
  type NumericStatistics,
  readStatisticsFile,
  type StatisticsFile,
} from "../../components/formats/statistics-file.ts";
import { describeExamples } from "../../components/statistics/describe-examples.ts";
import { statistics } from "../../components/statistics/spec.ts";
import { runComponent } from "../../testing/run-component.ts";
import { type ExamplesOfTest, examplesFromRows } from "./helpers/examples-from-rows.ts";
import { ingestText, sourceFile } from "./helpers/ingest-text.ts";
import reference from "./reference/statistics.json" with { type: "json" };

type Params = { numHistogramBins?: number; numQuantiles?: number; numTopValues?: number; label?: string };

async function statisticsOf(examples: ExamplesOfTest, params: Params = {}): Promise<StatisticsFile> {
  await using result = await runComponent(statistics, { params, inputs: { examples: await examplesFromRows(examples) } });
  return await readStatisticsFile(result.artifacts.statistics.path);
}

const columnOf = (file: StatisticsFile, name: string, split = "train"): ColumnStatistics =>
  file.splits.find((known) => known.name === split)!.columns.find((column) => column.name === name)!;

function numericOf(file: StatisticsFile, name: string, split = "train"): NumericStatistics {
  const column = columnOf(file, name, split);
  if (!isNumeric(column)) throw new Error(`${name} is ${column.type}`);
  return column;
}

describe("figures agree with NumPy and pandas", async () => {
  const names = Object.keys(reference.columns) as (keyof typeof reference.columns)[];
  const rows = Array.from({ length: 400 }, (_, row) => names.map((name) => reference.columns[name].values[row] as number | null));
  await using ingested = await ingestText(`${names.join(",")}\n${rows.map((row) => row.join(",")).join("\n")}\n`);
  await using result = await runComponent(statistics, { inputs: { examples: ingested.artifacts.examples.path } });
  const file = await readStatisticsFile(result.artifacts.statistics.path);

  test.each(names)("%s", (name) => {
    const { expected } = reference.columns[name];
    const found = numericOf(file, name);
    const close = (value: number | null, wanted: number) =>
      expect(Math.abs(value! - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(wanted), expected.std));
    expect(found).toMatchObject({
      present: expected.present,
      missing: expected.missing,
      zeros: expected.zeros,
      min: expected.min,
      max: expected.max,
      distinct: expected.distinct,
    });
    close(found.mean, expected.mean);
    close(found.std, expected.std);
    for (const [index, wanted] of expected.quantiles.entries()) close(found.quantiles[index]!, wanted);
    expect(found.histogram.map(({ count }) => count)).toEqual(expected.histogram.counts);
    for (const [index, { low }] of found.histogram.entries()) close(low, expected.histogram.edges[index]!);
    expect(found.quantileHistogram.reduce((sum, { count }) => sum + count, 0)).toBe(expected.present);
  });
});

describe("odd numbers", () => {
  test("NaN and infinite values are counted, and in nothing else", async () => {
    const file = await statisticsOf({
      columns: { x: "number" },
      splits: { train: [[1], [Number.NaN], [3], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], [null], [-0]] },
    });
    expect(numericOf(file, "x")).toMatchObject({
      present: 6,
      missing: 1,
      nan: 1,
      infinite: 2,
      zeros: 1,
      mean: expect.closeTo(4 / 3, 12),
      min: 0,
      max: 3,
      distinct: 3,
    });
  });

  test("a column without values has no figures, and one with NaN alone neither", async () => {
    const file = await statisticsOf({
      columns: { x: "number", y: "number", t: "text" },
      splits: { train: [[null, Number.NaN, null]] },
    });
    const nothing = {
      mean: null,
      std: null,
      min: null,
      max: null,
      quantiles: [],
      histogram: [],
      quantileHistogram: [],
      distinct: 0,
      topValues: [],
    };
    expect(numericOf(file, "x")).toMatchObject({ present: 0, missing: 1, ...nothing });
    expect(numericOf(file, "y")).toMatchObject({ present: 1, nan: 1, ...nothing });
    expect(columnOf(file, "t")).toMatchObject({ present: 0, missing: 1, minLength: null, meanLength: null, distinct: 0 });
  });

  test("integers beyond 2^53 are told apart, though a double can't", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => [`9007199254740993${String(index).padStart(2, "0")}`]);
    // the helper writes texts as literals: DuckDB casts them
    const file = await statisticsOf({ columns: { id: "integer" }, splits: { train: rows } });
    expect(numericOf(file, "id")).toMatchObject({ distinct: 50, present: 50 });
  });

  test("one value alone is a bucket without width", async () => {
    const file = await statisticsOf({ columns: { x: "integer" }, splits: { train: [[7], [7]] } });
    expect(numericOf(file, "x")).toMatchObject({
      mean: 7,
      std: 0,
      histogram: [{ low: 7, high: 7, count: 2 }],
      quantileHistogram: [{ low: 7, high: 7, count: 2 }],
      topValues: [{ value: 7, count: 2 }],
    });
  });
});

describe("other types", () => {
  const examples: ExamplesOfTest = {
    columns: { t: "text", b: "boolean", at: "timestamp", v: "numbers" },
    splits: {
      train: [
        ["Zürich", true, "2024-01-01 00:00:00", [1, 2]],
        ["Zürich", false, "2024-01-03 00:00:00", [3]],
        ["", true, "2024-01-01 00:00:00", []],
        ["市🚕", null, null, null],
        [null, true, "2024-01-02 00:00:00.5", [Number.NaN, -4]],
      ],
      eval: [["b", false, "2025-01-01", null]],
    },
  };

  test("texts: length in characters, empty ones, the most frequent first, ties by the text itself", async () => {
    expect(columnOf(await statisticsOf(examples), "t")).toEqual({
      type: "text",
      name: "t",
      present: 4,
      missing: 1,
      empty: 1,
      minLength: 0,
      maxLength: 6,
      meanLength: 3.5,
      distinct: 3,
      topValues: [
        { value: "Zürich", count: 2 },
        { value: "", count: 1 },
        { value: "市🚕", count: 1 },
      ],
    });
  });

  test("truth values", async () => {
    const file = await statisticsOf(examples);
    expect(columnOf(file, "b")).toMatchObject({
      present: 4,
      missing: 1,
      trues: 3,
      falses: 1,
      distinct: 2,
      topValues: [
        { value: true, count: 3 },
        { value: false, count: 1 },
      ],
    });
    expect(columnOf(file, "b", "eval")).toMatchObject({ trues: 0, falses: 1, distinct: 1 });
  });

  test("timestamps are seconds since 1970, their frequent values ISO 8601", async () => {
    const first = Date.parse("2024-01-01T00:00:00Z") / 1000;
    const found = numericOf(await statisticsOf(examples), "at");
    expect(found).toMatchObject({
      present: 4,
      min: first,
      max: first + 2 * 86_400,
      mean: first + (86_400.5 + 2 * 86_400) / 4,
      distinct: 3,
    });
    expect(found.topValues[0]).toEqual({ value: "2024-01-01T00:00:00.000Z", count: 2 });
    expect(found.quantiles).toHaveLength(21);
  });

  test("lists of numbers", async () => {
    expect(columnOf(await statisticsOf(examples), "v")).toEqual({
      type: "numbers",
      name: "v",
      present: 4,
      missing: 1,
      minLength: 0,
      maxLength: 2,
      meanLength: 1.25,
      missingEntries: 0,
      nan: 1,
      infinite: 0,
      min: -4,
      max: 3,
    });
  });

  test("splits have the same bins of equal width", async () => {
    const file = await statisticsOf(
      { columns: { x: "number" }, splits: { train: [[0], [1]], eval: [[9], [10]] } },
      { numHistogramBins: 5 },
    );
    const edges = (split: string) => numericOf(file, "x", split).histogram.map(({ low }) => low);
    expect(edges("train")).toEqual([0, 2, 4, 6, 8]);
    expect(edges("eval")).toEqual(edges("train"));
    expect(numericOf(file, "x", "eval").histogram.map(({ count }) => count)).toEqual([0, 0, 0, 0, 2]);
  });

  test("as many bins, quantiles and frequent values as asked for", async () => {
    const rows = Array.from({ length: 100 }, (_, index) => [index]);
    const found = numericOf(
      await statisticsOf(
        { columns: { x: "integer" }, splits: { train: rows } },
        { numHistogramBins: 4, numQuantiles: 4, numTopValues: 3 },
      ),
      "x",
    );
    expect([found.histogram.length, found.quantileHistogram.length, found.quantiles, found.topValues.length]).toEqual([
      4,
      4,
      [0, 24.75, 49.5, 74.25, 99],
      3,
    ]);
  });

  test("a split without rows, and a column of any name", async () => {
    const name = 'a "b"; DROP TABLE x';
    const file = await statisticsOf({ columns: { [name]: "number", t: "text" }, splits: { train: [[1, "x"]], eval: [] } });
    expect(columnOf(file, name, "eval")).toMatchObject({ present: 0, missing: 0 });
    expect(columnOf(file, "t", "eval")).toMatchObject({ present: 0, missing: 0 });
  });
});

test("sorting and grouping give the same figures, on one core and on two", async () => {
  const values = Array.from({ length: 3000 }, (_, index) => Math.sin(index) * 1e3);
  const folder = await examplesFromRows({ columns: { x: "number" }, splits: { train: values.map((value) => [value]) } });
  const examples = await readExamplesFolder(folder);
  const settings = { numHistogramBins: 10, numQuantiles: 20, numTopValues: 5 };
  const files = await Promise.all(
    [1, 2].map(async (threads) => {
      using database = await openDatabase({ threads });
      return await describeExamples(database, examples, settings);
    }),
  );
  expect(files[1]).toEqual(files[0]);
  // all values twice: half of them are repeated, so they are grouped instead of sorted, and no share changes
  const twice = await examplesFromRows({
    columns: { x: "number" },
    splits: { train: [...values, ...values, ...values].map((value) => [value]) },
  });
  using database = await openDatabase({ threads: 2 });
  const grouped = numericOf(await describeExamples(database, await readExamplesFolder(twice), settings), "x");
  const sorted = numericOf(files[0]!, "x");
  expect(grouped.mean).toBeCloseTo(sorted.mean!, 9);
  expect(grouped.std).toBeCloseTo(sorted.std!, 9);
  expect(grouped.histogram.map(({ count }) => count / 3)).toEqual(sorted.histogram.map(({ count }) => count));
  expect(grouped.topValues.every(({ count }) => count === 3)).toBe(true);
});

describe("the page", () => {
  const odd = '<img src=x onerror="alert(1)">';

  test("shows every column, the label first, and escapes what came from the data", async () => {
    await using result = await runComponent(statistics, {
      params: { label: "y" },
      inputs: {
        examples: await examplesFromRows({
          columns: { [odd]: "text", x: "number", y: "boolean", v: "numbers", at: "timestamp" },
          splits: {
            train: [
              [odd, 1, true, [1], "2024-01-01"],
              ["b", 2, false, [2], "2024-02-01"],
            ],
            eval: [[odd, 3, true, null, null]],
          },
        }),
      },
    });
    const page = await readFile(result.artifacts.page.path, "utf8");
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    const order = [...page.matchAll(/<section class="column" id="c\d"><h2>([^ ]+)/g)].map((match) => match[1]);
    expect(order).toEqual(["y", "&lt;img", "x", "v", "at"]);
    expect(page.match(/<figure/g)!.length).toBe(6); // one of y, one of the text, two of x, two of the timestamp
    expect(page).not.toContain("NaN");
    expect(page).not.toContain("undefined");
  });

  test("is there for data without a value", async () => {
    await using result = await runComponent(statistics, {
      inputs: { examples: await examplesFromRows({ columns: { x: "number", t: "text" }, splits: { train: [[null, null]] } }) },
    });
    expect(await readFile(result.artifacts.page.path, "utf8")).toContain("no values");
  });
});

test("the same examples give the same bytes", async () => {
  const examples = await examplesFromRows({
    columns: { x: "number", t: "text" },
    splits: {
      train: [
        [1, "a"],
        [2, "b"],
      ],
    },
  });
  await using one = await runComponent(statistics, { inputs: { examples } });
  await using two = await runComponent(statistics, { inputs: { examples } });
  expect(two.artifacts).toMatchObject({
    statistics: { digest: one.artifacts.statistics.digest },
    page: { digest: one.artifacts.page.digest },
  });
});

describe("what it can't describe is refused", () => {
  test("a label that is no column", async () => {
    await expect(statisticsOf({ columns: { tips: "number" }, splits: { train: [[1]] } }, { label: "tip" })).rejects.toThrow(
      'The label "tip" is no column of the examples. Did you mean "tips"?',
    );
  });

  test("a folder that holds no examples, and a Parquet file that is none", async () => {
    await expect(
      runComponent(statistics, { inputs: { examples: await sourceFile("x").then((path) => path.replace(/\/[^/]*$/, "")) } }),
    ).rejects.toMatchObject({ code: "no-examples-folder" });
    const folder = await examplesFromRows({ columns: { x: "number" }, splits: { train: [[1]] } });
    await writeFile(`${folder}/train.parquet`, "PAR1");
    await expect(runComponent(statistics, { inputs: { examples: folder } })).rejects.toMatchObject({ name: "InputError" });
  });
});
