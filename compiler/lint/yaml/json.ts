/** What a YAML document holds, as JSON would. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

export interface JsonRecord {
  readonly [key: string]: Json;
}

/** Keys and indices, from the top of a document. */
export type Path = readonly (string | number)[];

const nothing: JsonRecord = Object.freeze({});
const none: readonly Json[] = Object.freeze([]);

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A mapping, or an empty one where something else stands: the schema's rules speak of that. */
export function recordOf(value: Json | undefined): JsonRecord {
  return isRecord(value) ? value : nothing;
}

/** A list, or an empty one where something else stands. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : none;
}

/** Text, or undefined where something else stands. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value at a path, or undefined. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let found = value;
  for (const step of path) {
    if (typeof step === "number") found = listOf(found)[step];
    else found = Object.hasOwn(recordOf(found), step) ? recordOf(found)[step] : undefined;
  }
  return found;
}

/** Every text in a value, with its path. */
export function* textsIn(value: Json | undefined, path: Path = []): Generator<{ readonly text: string; readonly path: Path }> {
  if (typeof value === "string") yield { text: value, path };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsIn(item as Json, [...path, index]);
  else if (isRecord(value)) for (const key of Object.keys(value)) yield* textsIn(value[key], [...path, key]);
}
