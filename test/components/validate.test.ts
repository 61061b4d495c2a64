import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type AnomaliesFile, type Anomaly, anomaliesFile, anomalyCode } from "../../components/formats/anomalies-file.ts";
import { readSchemaFile, type SchemaFile } from "../../components/formats/schema-file.ts";
import { statistics } from "../../components/statistics/spec.ts";
import { validate } from "../../components/validate/spec.ts";
import { runComponent } from "../../testing/run-component.ts";
import { type ExamplesOfTest, examplesFromRows } from "./helpers/examples-from-rows.ts";
import { sourceFile } from "./helpers/ingest-text.ts";

interface Checked {
  readonly ok: boolean;
  readonly file: AnomaliesFile;
  readonly schema: SchemaFile;
  readonly page: string;
  readonly logs: readonly string[];
}

interface Params {
  readonly label?: string;
  readonly strict?: boolean;
  readonly minClassShare?: number;
  readonly maxLabelDistance?: number;
  readonly inferFrom?: string;
  readonly numExamples?: number;
}

/** Runs validate on rows, against a schema when one is given. */
async function check(rows: ExamplesOfTest, schema?: object, params: Params = {}): Promise<Checked> {
  const examples = await examplesFromRows(rows);
  await using described = await runComponent(statistics, { inputs: { examples } });
  const given =
    schema === undefined
      ? {}
      : { schema: await sourceFile(JSON.stringify({ format: "pipewright.schema/1", ...schema }), "schema.json") };
  await using result = await runComponent(validate, {
    params: { ...params, ...given },
    inputs: { examples, statistics: described.artifacts.statistics.path },
  });
  return {
    ok: result.outputs.ok,
    file: anomaliesFile.parse(JSON.parse(await readFile(result.artifacts.anomalies.path, "utf8"))),
    schema: await readSchemaFile(result.artifacts.schema.path),
    page: await readFile(result.artifacts.page.path, "utf8"),
    logs: result.logs,
  };
}

const many = <Value>(count: number, value: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => value(index));
const found = (checked: Checked, code: string): readonly Anomaly[] =>
  checked.file.anomalies.filter((anomaly) => anomaly.code === code);
const codes = (checked: Checked): readonly string[] =>
  checked.file.anomalies.map(({ code, severity, split }) => `${severity} ${code} ${split}`);

const fares = {
  columns: { fare: "number", kind: "text" },
  splits: {
    train: many(200, (index) => [index % 50, index % 3 === 0 ? "Cash" : "Card"]),
    eval: many(100, (index) => [index % 50, "Cash"]),
  },
} as const;
const fareSchema = {
  columns: {
    fare: { type: "number", minPresent: 1, range: { min: 0, max: 60 } },
    kind: { type: "text", values: ["Cash", "Card"] },
  },
};

test("data that keep to a schema pass, and the schema comes out as it went in", async () => {
  const checked = await check(fares, fareSchema);
  expect(checked).toMatchObject({ ok: true, file: { ok: true, schema: "given", anomalies: [] } });
  expect(checked.schema.columns["fare"]).toMatchObject({ type: "number", minPresent: 1, range: { min: 0, max: 60 } });
  expect(checked.page).toContain("The data pass.");
});

describe("what breaks a given schema is an error that says where, how much and which values", () => {
  test("a number out of range, with the most frequent values first", async () => {
    const rows = {
      ...fares,
      splits: { ...fares.splits, eval: [...fares.splits.eval, [99.5, "Cash"], [99.5, "Cash"], [-3, "Cash"], [60, "Cash"]] },
    } as ExamplesOfTest;
    const checked = await check(rows, fareSchema);
    expect(checked.ok).toBe(false);
    expect(checked.file.anomalies).toEqual([
      {
        code: "out-of-range",
        severity: "error",
        column: "fare",
        split: "eval",
        expected: "values from 0 to 60",
        found: "2 other values in 3 of 104 rows (2.9 %)",
        rows: 3,
        share: 3 / 104,
        examples: ["99.5", "-3.0"],
        message: '"fare" lies outside of 0 to 60 in 3 of 104 rows (2.9 %) of eval, such as 99.5, -3.0.',
        help: 'Mend the values, widen the schema, or let a share pass by "minInside".',
      },
    ]);
    expect(checked.logs).toContain(
      'warning: error: "fare" lies outside of 0 to 60 in 3 of 104 rows (2.9 %) of eval, such as 99.5, -3.0.',
    );
  });

  test("an unknown category, whatever it is called", async () => {
    const rows = {
      ...fares,
      splits: { ...fares.splits, eval: [[1, "<b>Barter</b>"], [1, "' OR 1=1 --"], [1, ""], ...fares.splits.eval] },
    } as ExamplesOfTest;
    const checked = await check(rows, fareSchema);
    expect(found(checked, "unknown-value")).toMatchObject([
      {
        column: "kind",
        split: "eval",
        rows: 3,
        examples: ["", "' OR 1=1 --", "<b>Barter</b>"],
        expected: 'one of "Cash", "Card"',
      },
    ]);
    expect(checked.page).not.toContain("<b>Barter");
  });

  test("a share that the schema lets pass, passes", async () => {
    const rows = { ...fares, splits: { train: [[1, "Barter"], ...fares.splits.train] } } as ExamplesOfTest;
    const schema = (minInside: number) => ({
      columns: { ...fareSchema.columns, kind: { type: "text", values: ["Cash", "Card"], minInside } },
    });
    expect((await check(rows, schema(0.99))).ok).toBe(true);
    expect(found(await check(rows, schema(0.999)), "unknown-value")).toHaveLength(1);
  });

  test("too many missing values", async () => {
    const rows = { ...fares, splits: { train: [[null, "Cash"], ...fares.splits.train] } } as ExamplesOfTest;
    expect(found(await check(rows, fareSchema), "values-missing")).toMatchObject([
      {
        column: "fare",
        split: "train",
        rows: 1,
        share: 1 / 201,
        expected: "a value in every row",
        message: '"fare" has no value in 1 of 201 rows (0.5 %) of train; none may be missing.',
      },
    ]);
  });

  test("missing and new columns, with a guess when one was renamed", async () => {
    const checked = await check(
      { columns: { fares: "number", extra: "text" }, splits: { train: many(200, (index) => [index, "x"]) } },
      { columns: { fare: { type: "number" }, gone: { type: "text", required: false } } },
    );
    expect(checked.ok).toBe(false);
    expect(checked.file.anomalies.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ["column-missing", "error", 'The column "fare" is missing. Did you mean "fares"?'],
      ["column-new", "warning", 'The column "fares" (number) is new: the schema does not name it.'],
      ["column-new", "warning", 'The column "extra" (text) is new: the schema does not name it.'],
    ]);
    expect(
      (
        await check(
          { columns: { a: "text", b: "text" }, splits: { train: many(200, () => ["x", "y"]) } },
          { allowNewColumns: true, columns: { a: { type: "text" } } },
        )
      ).file.anomalies,
    ).toEqual([]);
  });

  test("a type that differs, with the values that made it so", async () => {
    const rows: ExamplesOfTest = {
      columns: { n: "text", w: "number", i: "integer" },
      splits: { train: [...many(150, (index) => [String(index), index, index]), ["N/A", 0.5, 1], ["N/A", 1, 1], ["?", 1, 1]] },
    };
    const checked = await check(rows, { columns: { n: { type: "number" }, w: { type: "integer" }, i: { type: "number" } } });
    expect(found(checked, "type-differs")).toMatchObject([
      { column: "n", expected: "number", found: "text", rows: 3, examples: ["N/A", "?"] },
      { column: "w", expected: "integer", found: "number", rows: 1, examples: ["0.5"] },
    ]);
    expect(checked.file.anomalies).toHaveLength(2); // whole numbers pass where numbers are wanted
  });

  test("a column without values is of any type, but misses its values", async () => {
    const checked = await check(
      { columns: { a: "text" }, splits: { train: many(200, () => [null]) } },
      { columns: { a: { type: "number", minPresent: 0.1, range: { min: 0 } } } },
    );
    expect(codes(checked)).toEqual(["error values-missing train"]);
  });

  test("NaN and infinite numbers, in columns and in lists, unless they are allowed", async () => {
    const rows: ExamplesOfTest = {
      columns: { x: "number", v: "numbers" },
      splits: { train: [...many(200, () => [1, [1]]), [Number.NaN, [Number.NaN, 1]], [Number.POSITIVE_INFINITY, [2]]] },
    };
    const checked = await check(rows, { columns: { x: { type: "number", range: { min: 0, max: 2 } }, v: { type: "numbers" } } });
    expect(codes(checked)).toEqual(["error has-nan train", "error has-infinity train", "error has-nan train"]);
    expect(found(checked, "has-nan").map(({ found }) => found)).toEqual([
      "NaN in 1 of 202 rows (0.5 %)",
      "NaN at 1 place of its lists",
    ]);
    expect(
      (
        await check(rows, {
          columns: { x: { type: "number", allowNan: true, allowInfinite: true }, v: { type: "numbers", allowNan: true } },
        })
      ).file.anomalies,
    ).toEqual([]);
  });

  test("a timestamp out of its range", async () => {
    const rows: ExamplesOfTest = {
      columns: { at: "timestamp" },
      splits: { train: [...many(150, () => ["2024-05-01"]), ["1970-01-01"], ["2024-12-31T23:59:59Z"]] },
    };
    const checked = await check(rows, {
      columns: { at: { type: "timestamp", range: { min: "2024-01-01", max: "2024-12-31T23:59:59Z" } } },
    });
    expect(found(checked, "out-of-range")).toMatchObject([{ rows: 1, examples: ["1970-01-01 00:00:00"] }]);
  });

  test("too few rows", async () => {
    expect(codes(await check(fares, { ...fareSchema, minRows: 150 }))).toEqual(["error too-few-rows eval"]);
    expect(codes(await check({ ...fares, splits: { train: fares.splits.train, eval: [] } }, fareSchema))).toEqual([
      "error split-empty eval",
    ]);
    const few = await check(
      { ...fares, splits: { train: fares.splits.train, eval: fares.splits.eval.slice(0, 99) } },
      fareSchema,
    );
    expect([few.ok, codes(few)]).toEqual([true, ["warning few-rows eval"]]);
  });
});

describe("the label", () => {
  const labelled = (train: readonly (string | null)[], evaluation: readonly (string | null)[]): ExamplesOfTest => ({
    columns: { y: "text" },
    splits: { train: train.map((value) => [value]), eval: evaluation.map((value) => [value]) },
  });
  const half = (count: number) => many(count, (index) => (index % 2 === 0 ? "yes" : "no"));

  test("with one class is an error in any split", async () => {
    const checked = await check(
      labelled(
        half(200),
        many(150, () => "yes"),
      ),
      undefined,
      { label: "y" },
    );
    expect(checked.ok).toBe(false);
    expect(found(checked, "label-one-class")).toMatchObject([
      {
        severity: "error",
        split: "eval",
        found: 'only "yes"',
        examples: ["yes"],
        message: 'The label "y" holds only "yes" in eval: there is nothing to tell apart.',
      },
    ]);
  });

  test("without any value is an error", async () => {
    const checked = await check(
      labelled(
        half(200),
        many(150, () => null),
      ),
      undefined,
      { label: "y" },
    );
    expect(found(checked, "label-one-class")).toMatchObject([{ split: "eval", found: "no class at all" }]);
    expect(found(checked, "label-values-missing")).toMatchObject([{ split: "eval", rows: 150, share: 1 }]);
  });

  test("with a class below 1 % is a warning, which names it", async () => {
    const values = many(1000, (index) => (index < 9 ? "fraud" : "fine"));
    const checked = await check(labelled(values, values), undefined, { label: "y" });
    expect(checked.ok).toBe(true);
    expect(found(checked, "label-imbalanced")).toMatchObject([
      { split: "train", rows: 9, share: 0.009, examples: ["fraud"], found: '"fraud" has 9 of 1,000 rows (0.9 %)' },
      { split: "eval" },
    ]);
    expect(
      found(await check(labelled(values, values), undefined, { label: "y", minClassShare: 0.005 }), "label-imbalanced"),
    ).toEqual([]);
  });

  test("that is spread otherwise in another split is a warning, with the distance", async () => {
    const checked = await check(
      labelled(
        half(1000),
        many(1000, (index) => (index % 4 === 0 ? "yes" : "no")),
      ),
      undefined,
      { label: "y" },
    );
    expect(checked.file.measures).toEqual([
      {
        name: "l-infinity",
        column: "y",
        split: "eval",
        comparedWith: "train",
        value: 0.25,
        threshold: 1.5 * Math.sqrt(2 / 1000),
      },
    ]);
    expect(found(checked, "label-differs-between-splits")).toMatchObject([{ severity: "warning", split: "eval", found: "0.25" }]);
    expect(
      codes(
        await check(
          labelled(
            half(1000),
            many(1000, (index) => (index % 4 === 0 ? "yes" : "no")),
          ),
          undefined,
          { label: "y", maxLabelDistance: 0.3 },
        ),
      ),
    ).toEqual([]);
  });

  test("in small splits differs by chance, which is no alarm", async () => {
    const checked = await check(
      labelled(
        half(1000),
        many(120, (index) => (index % 5 < 3 ? "yes" : "no")),
      ),
      undefined,
      { label: "y" },
    );
    expect(checked.file.measures[0]!.value).toBeCloseTo(0.1, 9);
    expect(found(checked, "label-differs-between-splits")).toEqual([]);
  });

  test("that is a quantity is compared by the Jensen-Shannon divergence of its histogram", async () => {
    const rows = (shift: number): ExamplesOfTest => ({
      columns: { price: "number" },
      splits: { train: many(1000, (index) => [index / 10]), eval: many(1000, (index) => [shift + index / 10]) },
    });
    const same = await check(rows(0), undefined, { label: "price" });
    expect(same.file.measures).toMatchObject([{ name: "jensen-shannon", value: 0 }]);
    const shifted = await check(rows(80), undefined, { label: "price" });
    expect(shifted.file.measures[0]!.value).toBeGreaterThan(0.5);
    expect(found(shifted, "label-differs-between-splits")).toHaveLength(1);
  });

  test("is the parameter's, else the schema's, and must be a column", async () => {
    const rows = labelled(
      half(200),
      many(150, () => "yes"),
    );
    expect(found(await check(rows, { label: "y", columns: { y: { type: "text" } } }), "label-one-class")).toHaveLength(1);
    await expect(check(rows, undefined, { label: "z" })).rejects.toMatchObject({ name: "InputError", code: "column-unknown" });
  });
});

describe("an inferred schema", () => {
  test("says what was seen, with room where chance needs it", async () => {
    const rows: ExamplesOfTest = {
      columns: {
        fare: "number",
        month: "integer",
        id: "integer",
        kind: "text",
        name: "text",
        note: "text",
        flag: "boolean",
        at: "timestamp",
        below: "number",
      },
      splits: {
        train: many(300, (index) => [
          10 + (index % 30),
          1 + (index % 12),
          1000 + index,
          index === 0 ? "Rare" : index % 2 === 0 ? "Cash" : "Card",
          `person ${index}`,
          index % 4 === 0 ? "x" : null,
          index % 2 === 0,
          "2024-05-01",
          -(index % 30) - 1,
        ]),
      },
    };
    const { schema } = await check(rows);
    const rest = { required: true, allowNan: false, allowInfinite: false };
    expect(schema.columns).toEqual({
      fare: { ...rest, type: "number", minPresent: 1, minInside: 1, range: { min: 0, max: 68 } }, // 10 to 39, one width more, not below 0
      month: { ...rest, type: "integer", minPresent: 1, minInside: 1, range: { min: 1, max: 12 } },
      id: { ...rest, type: "integer", minPresent: 1, minInside: 1 },
      kind: { ...rest, type: "text", minPresent: 1, minInside: 0.99, values: ["Card", "Cash", "Rare"] }, // one of 300 was seen once
      name: { ...rest, type: "text", minPresent: 1, minInside: 1 },
      note: { ...rest, type: "text", minPresent: 0.15, minInside: 1, values: ["x"] },
      flag: { ...rest, type: "boolean", minPresent: 1, minInside: 1 },
      at: { ...rest, type: "timestamp", minPresent: 1, minInside: 1 },
      below: { ...rest, type: "number", minPresent: 1, minInside: 1, range: { min: -59, max: 0 } },
    });
  });

  test("is contradicted by warnings alone; saved and given, by errors", async () => {
    const rows = {
      ...fares,
      splits: { ...fares.splits, eval: [[5000, "Barter"], [null, "Cash"], [Number.NaN, "Cash"], ...fares.splits.eval] },
    } as ExamplesOfTest;
    const inferred = await check(rows);
    expect(inferred.ok).toBe(true);
    expect(codes(inferred)).toEqual([
      "warning values-missing eval",
      "warning has-nan eval",
      "warning out-of-range eval",
      "warning unknown-value eval",
    ]);
    const given = await check(rows, inferred.schema);
    expect(given.ok).toBe(false);
    expect(codes(given)).toEqual(codes(inferred).map((text) => text.replace("warning", "error")));
  });

  test("fails with warnings when the check is strict", async () => {
    const rows = { ...fares, splits: { ...fares.splits, eval: [[5000, "Cash"], ...fares.splits.eval] } } as ExamplesOfTest;
    expect((await check(rows)).ok).toBe(true);
    expect((await check(rows, undefined, { strict: true })).ok).toBe(false);
  });

  test("comes from the split that is named, or from the only one", async () => {
    expect((await check({ ...fares, splits: { eval: fares.splits.eval } })).schema.columns["kind"]!.values).toEqual(["Cash"]);
    expect((await check(fares, undefined, { inferFrom: "eval" })).schema.columns["kind"]!.values).toEqual(["Cash"]);
    await expect(check({ ...fares, splits: { one: fares.splits.train, two: fares.splits.eval } })).rejects.toThrow(
      'There is no split "train" to infer from.',
    );
  });
});

test("columns may be named as the queries name their own", async () => {
  const names = ["v", "n", "value", "total", "text", "distinct_values", "counted"];
  const row = (index: number) => names.map((_, at) => (index % 2 === 0 ? `a${at}` : `b${at}`));
  const rows: ExamplesOfTest = {
    columns: Object.fromEntries(names.map((name) => [name, "text"])),
    splits: { train: many(200, row), eval: [...many(150, row), names.map(() => "new")] },
  };
  for (const label of ["v", "value"]) {
    const checked = await check(rows, undefined, { label });
    expect(found(checked, "unknown-value").map(({ column, examples }) => [column, examples])).toEqual(
      names.map((name) => [name, ["new"]]),
    );
    expect(checked.file.measures).toHaveLength(1);
  }
});

test("statistics of other examples are refused", async () => {
  const [one, two] = await Promise.all([examplesFromRows(fares), examplesFromRows(fares)]);
  await using described = await runComponent(statistics, { inputs: { examples: one } });
  const manifest = JSON.parse(await readFile(`${two}/examples.json`, "utf8"));
  await writeFile(`${two}/examples.json`, JSON.stringify({ ...manifest, digest: `sha256:${"1".repeat(64)}` }));
  await expect(
    runComponent(validate, { inputs: { examples: two, statistics: described.artifacts.statistics.path } }),
  ).rejects.toMatchObject({ code: "statistics-of-other-examples" });
});

test("a schema that is none is refused, with the place", async () => {
  await expect(check(fares, { columns: { fare: { type: "number", rnage: {} } } })).rejects.toThrow("rnage");
});

test("every code has a case here", async () => {
  const text = await readFile(import.meta.filename, "utf8");
  for (const code of anomalyCode.options) expect(text).toContain(code);
});
