import type { Schema } from "./schema.ts";
import type { FieldPath } from "./schema-issue.ts";

/** What the schema of an object says of one place in it; nothing of a field that it does not have. */
export function schemaAt(root: Schema, path: FieldPath): Schema | undefined {
  let schema: Schema | undefined = root;
  for (const part of path) {
    if (schema?.is === "shape") schema = schema.fields.get(String(part));
    else if (schema?.is === "list" || schema?.is === "map") schema = schema.of;
    else return undefined;
  }
  return schema;
}

/** The value at a place of an object. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[part];
  }
  return value;
}
