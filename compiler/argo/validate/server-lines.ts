import type { Law, ListLimits, Schema, TextLimits } from "./schema.ts";
import { schemaAt, valueAt } from "./schema-at.ts";
import type { FieldPath, SchemaIssue } from "./schema-issue.ts";

/** A path as the API server writes it: keys of maps after a dot too. */
export function serverPath(path: FieldPath): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** The lines that an API server has for one issue of an object. */
export function serverLines({ path, rule, message }: SchemaIssue, object: unknown, root: Schema): readonly string[] {
  const at = serverPath(path);
  const schema = schemaAt(root, path);
  const value = valueAt(object, path);
  switch (rule) {
    case "required":
      return [`${at}: Required value`];
    case "type":
      return schema === undefined ? [] : typeLines(at, schema, value);
    case "enum":
      return [`${at}: Unsupported value: ${JSON.stringify(value)}: supported values: ${quoted(textLimits(schema)?.oneOf)}`];
    case "pattern":
      return [`${invalid(at, value)} should match '${textLimits(schema)?.pattern?.source ?? ""}'`];
    case "format":
      return [`${invalid(at, value)} must be of type ${textLimits(schema)?.format}: ${JSON.stringify(value)}`];
    case "range":
      return [`${invalid(at, value)} should be ${rangeWords(schema, Number(value))}`];
    case "size":
      return [sizeLine(at, schema, value)];
    case "duplicate":
      return [`${at}: Duplicate value: ${JSON.stringify(keyOf(path, root, value))}`];
    case "cel":
      return lawLines(path, object, root);
    default:
      return [`${at}: Invalid value: ${message}`];
  }
}

const invalid = (at: string, value: unknown): string => `${at}: Invalid value: ${JSON.stringify(value)}: ${at} in body`;

const quoted = (words: readonly string[] = []): string => words.map((word) => JSON.stringify(word)).join(", ");

const textLimits = (schema: Schema | undefined): TextLimits | undefined =>
  schema?.is === "text" || schema?.is === "whole-or-text" ? schema.limits : undefined;

const typeNames: Readonly<Record<Schema["is"], string>> = {
  text: "string",
  flag: "boolean",
  whole: "integer",
  number: "number",
  "whole-or-text": "integer,string",
  anything: "object",
  list: "array",
  map: "object",
  shape: "object",
};

function typeLines(at: string, { is }: Schema, value: unknown): readonly string[] {
  const found = JSON.stringify(foundType(value));
  const line = (wanted: string): string => `${at}: Invalid value: ${found}: ${at} in body must be of type ${wanted}: ${found}`;
  if (is !== "whole-or-text") return [line(typeNames[is])];
  return [line("integer,string"), `<nil>: Invalid value: "": "${at}" must validate at least one schema (anyOf)`, line("integer")];
}

function foundType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? "integer" : typeof value;
}

const most32 = 2 ** 31 - 1;

function rangeWords(schema: Schema | undefined, value: number): string {
  const { least = -most32 - 1, most = most32 } = schema?.is === "whole" ? schema : {};
  return value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
}

function sizeLine(at: string, schema: Schema | undefined, value: unknown): string {
  if (schema?.is === "list" && Array.isArray(value)) {
    const { least = 0, most = Number.POSITIVE_INFINITY }: ListLimits = schema.limits ?? {};
    if (value.length > most) return `${at}: Too many: ${value.length}: must have at most ${most} items`;
    return `${invalid(at, value.length)} should have at least ${least} items`;
  }
  const { least = 0, most = Number.POSITIVE_INFINITY } = textLimits(schema) ?? {};
  if (String(value).length > most) return `${at}: Too long: may not be more than ${most} bytes`;
  return `${invalid(at, value)} should be at least ${least} chars long`;
}

/** What two items have in common: the fields that tell them apart, or all of them. */
function keyOf(path: FieldPath, root: Schema, item: unknown): unknown {
  const list = schemaAt(root, path.slice(0, -1));
  const keys = list?.is === "list" ? (list.limits?.keys ?? []) : [];
  if (keys.length === 0) return item;
  const of = item as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.map(([field, whenMissing]) => [field, of[field] ?? whenMissing]));
}

/** A law of an object is told at its place, one of the items of a list at the list. */
function lawLines(path: FieldPath, object: unknown, root: Schema): readonly string[] {
  const self = valueAt(object, path) as Readonly<Record<string, unknown>>;
  const schema = schemaAt(root, path);
  const list = schemaAt(root, path.slice(0, -1));
  const lines = (at: FieldPath, laws: readonly Law[] = []): readonly string[] =>
    laws.filter((law) => !law.holds(self)).map(({ says }) => `${serverPath(at)}: Invalid value: ${says}`);
  return [
    ...lines(path, schema?.is === "shape" ? schema.laws : []),
    ...lines(path.slice(0, -1), list?.is === "list" ? list.limits?.laws : []),
  ];
}
