import { describe, expect, test } from "vitest";
import { readSchemaFile, schemaFile, schemaText } from "../../components/formats/schema-file.ts";
import { sourceFile } from "./helpers/ingest-text.ts";

const read = async (schema: unknown) =>
  await readSchemaFile(await sourceFile(typeof schema === "string" ? schema : JSON.stringify(schema), "schema.json"));
const withColumn = (column: object, more: object = {}) => ({ format: "pipewright.schema/1", ...more, columns: { fare: column } });

test("what a schema leaves out has its default", async () => {
  expect(await read(withColumn({ type: "number" }))).toEqual({
    format: "pipewright.schema/1",
    minRows: 1,
    allowNewColumns: false,
    columns: { fare: { type: "number", required: true, minPresent: 0, minInside: 1, allowNan: false, allowInfinite: false } },
  });
});

test("a schema written for people leaves the defaults out, and reads back the same", () => {
  const schema = schemaFile.parse(
    withColumn({ type: "number", minPresent: 0.5, range: { min: 0 } }, { label: "fare", minRows: 10 }),
  );
  const text = schemaText(schema);
  expect(JSON.parse(text)).toEqual({
    format: "pipewright.schema/1",
    label: "fare",
    minRows: 10,
    columns: { fare: { type: "number", minPresent: 0.5, range: { min: 0 } } },
  });
  expect(schemaFile.parse(JSON.parse(text))).toEqual(schema);
});

describe("a slip of the pen is refused with its place", () => {
  test.each<readonly [string, unknown, string]>([
    ["no JSON", '{"format":', "should be a schema file, but is no JSON"],
    ["an unknown word", withColumn({ type: "number", minPresence: 1 }), "minPresence"],
    ["an unknown type", withColumn({ type: "float" }), "columns.fare.type"],
    ["a share above 1", withColumn({ type: "number", minPresent: 95 }), "columns.fare.minPresent"],
    ["a range of a text", withColumn({ type: "text", range: { min: 0 } }), "only integers, numbers and timestamps have a range"],
    [
      "a number in a timestamp's range",
      withColumn({ type: "timestamp", range: { min: 0 } }),
      "the ends of a timestamp's range are ISO 8601 texts",
    ],
    ["a text among numbers", withColumn({ type: "integer", values: [1, "2"] }), '"2" is no value of a column of type integer'],
    ["a label that is no column", withColumn({ type: "number" }, { label: "tip" }), "the label must be one of the columns"],
    ["no columns", { format: "pipewright.schema/1", columns: {} }, "at least one column"],
    ["another format", { format: "tfdv", columns: {} }, "format"],
  ])("%s", async (_, schema, message) => {
    const error = await read(schema).catch((reason: unknown) => reason);
    expect((error as Error).name).toBe("InputError");
    expect((error as Error).message).toContain(message);
  });

  test("no such file", async () => {
    await expect(readSchemaFile("schemas/none.json")).rejects.toThrow(
      'Expected a schema file at "schemas/none.json", but there is no such file.',
    );
  });
});
