import type { Schema } from "./schema.ts";
import type { FieldPath } from "./schema-issue.ts";
import { kinds, shapes } from "./schemas.generated.ts";

/** A field that an object has, and the shape that it belongs to. */
export interface Field {
  readonly shape: string;
  readonly field: string;
  readonly path: FieldPath;
  readonly value: unknown;
}

/** Every field of an Argo object that its schema knows, outer before inner; templates inside of steps (`inline`) too. */
export function* fieldsOf(object: unknown): Generator<Field> {
  const kind = isObject(object) ? object["kind"] : undefined;
  if (typeof kind === "string" && Object.hasOwn(kinds, kind)) yield* walk(object, kinds[kind]!.shape, []);
}

function* walk(value: unknown, schema: Schema, path: FieldPath): Generator<Field> {
  if (schema.is === "list" && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(item, schema.of, [...path, index]);
  } else if (schema.is === "map" && isObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* walk(item, schema.of, [...path, key]);
  } else if (schema.is === "shape" && isObject(value)) {
    for (const [field, inside] of Object.entries(value)) {
      const known = schema.fields.get(field);
      if (known === undefined || inside === null || inside === undefined) continue;
      yield { shape: schema.name, field, path: [...path, field], value: inside };
      yield* walk(inside, known.is === "anything" && field === "inline" ? shapes.templates.of : known, [...path, field]);
    }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
