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

/** A text in a value, and where it stands. */
export interface FoundText {
  readonly text: string;
  readonly path: Path;
}

/** Every text in a value, or those that are wanted. */
export function textsIn(value: Json | undefined, path: Path = [], isWanted?: IsWanted): readonly FoundText[] {
  const found: FoundText[] = [];
  collectTexts(value, [...path], isWanted ?? everyText, found);
  return found;
}

/** Whether a text under a key is wanted. */
export type IsWanted = (text: string, key: string | number | undefined) => boolean;

const everyText: IsWanted = () => true;

/** Grows and shrinks one path on its way; only what is found gets a copy. */
function collectTexts(value: Json | undefined, path: (string | number)[], isWanted: IsWanted, found: FoundText[]): void {
  if (typeof value === "string") {
    if (isWanted(value, path.at(-1))) found.push({ text: value, path: [...path] });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      collectTexts(value[index] as Json, path, isWanted, found);
      path.pop();
    }
    return;
  }
  const record = value as JsonRecord;
  for (const key of Object.keys(record)) {
    path.push(key);
    collectTexts(record[key], path, isWanted, found);
    path.pop();
  }
}
