import { z } from "zod";
import { columnType } from "./examples-folder.ts";
import { readJsonFile } from "./json-file.ts";

const bound = z.union([z.number(), z.iso.datetime({ offset: true }), z.iso.date()]);

const schemaColumn = z
  .strictObject({
    /** What the values are. Whole numbers pass where numbers are wanted. */
    type: columnType,
    /** Whether the column must be there. */
    required: z.boolean().default(true),
    /** The smallest share of rows that must have a value, 0 to 1. */
    minPresent: z.number().min(0).max(1).default(0),
    /** Of integers and numbers; of timestamps as ISO 8601. Both ends belong to it, either may be left out. */
    range: z.strictObject({ min: bound.optional(), max: bound.optional() }).optional(),
    /** The only values allowed. */
    values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .optional(),
    /** The smallest share of the values that must lie inside `range` and `values`, 0 to 1. */
    minInside: z.number().min(0).max(1).default(1),
    allowNan: z.boolean().default(false),
    allowInfinite: z.boolean().default(false),
    /** For people. */
    note: z.string().optional(),
  })
  .superRefine(({ type, range, values }, context) => {
    for (const end of ["min", "max"] as const) {
      const given = range?.[end];
      if (given === undefined) continue;
      const wanted = type === "timestamp" ? "string" : type === "integer" || type === "number" ? "number" : "nothing";
      if (typeof given !== wanted) context.addIssue({ code: "custom", path: ["range", end], message: rangeMessages[wanted] });
    }
    const wrong = values?.find((value) => typeof value !== valueKinds[type]);
    if (wrong !== undefined)
      context.addIssue({
        code: "custom",
        path: ["values"],
        message: `${JSON.stringify(wrong)} is no value of a column of type ${type}`,
      });
  });

const rangeMessages = {
  string: "the ends of a timestamp's range are ISO 8601 texts",
  number: "the ends of a number's range are numbers",
  nothing: "only integers, numbers and timestamps have a range",
} as const;

const valueKinds = {
  integer: "number",
  number: "number",
  text: "string",
  boolean: "boolean",
  timestamp: "nothing",
  numbers: "nothing",
} as const;

/**
 * The content of a `Schema` artifact, meant to be read and edited by people. Unknown words are refused, so that a slip of the pen is noticed.
 *
 * ```json
 * {
 *   "format": "pipewright.schema/1",
 *   "label": "big_tip",
 *   "columns": {
 *     "fare": { "type": "number", "minPresent": 1, "range": { "min": 0, "max": 1000 }, "minInside": 0.999 },
 *     "payment_type": { "type": "text", "values": ["Cash", "Credit Card"] }
 *   }
 * }
 * ```
 */
export const schemaFile = z
  .strictObject({
    format: z.literal("pipewright.schema/1"),
    /** The column to be predicted. */
    label: z.string().optional(),
    /** The fewest rows of each split. */
    minRows: z.int().nonnegative().default(1),
    /** Whether columns beside those named here are fine. */
    allowNewColumns: z.boolean().default(false),
    columns: z
      .record(z.string().min(1), schemaColumn)
      .refine((columns) => Object.keys(columns).length > 0, "at least one column"),
    /** For people. */
    note: z.string().optional(),
  })
  .refine(({ label, columns }) => label === undefined || label in columns, {
    path: ["label"],
    message: "the label must be one of the columns",
  });

export type SchemaFile = Readonly<z.output<typeof schemaFile>>;
export type SchemaColumn = Readonly<z.output<typeof schemaColumn>>;

/**
 * Reads a schema and fills in what it leaves out.
 *
 * @throws InputError when it is none, naming each place that is wrong
 */
export async function readSchemaFile(path: string): Promise<SchemaFile> {
  return await readJsonFile(path, schemaFile, "a schema file");
}

/**
 * A schema as people like to read it: what it leaves to the defaults is left out.
 *
 * @example
 * schemaText({ format: "pipewright.schema/1", minRows: 1, allowNewColumns: false, columns: { … } })
 */
export function schemaText(schema: SchemaFile): string {
  const bare = schemaColumn.parse({ type: "text" });
  const columns = Object.entries(schema.columns).map(([name, column]) => [
    name,
    withoutDefaults(column, { ...bare, type: undefined }),
  ]);
  const { columns: _, ...rest } = schema;
  const plain = { ...withoutDefaults(rest, { minRows: 1, allowNewColumns: false }), columns: Object.fromEntries(columns) };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function withoutDefaults(given: object, defaults: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => defaults[name] !== value));
}
