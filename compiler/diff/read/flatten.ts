import { isRecord } from "./json-record.ts";

/** A value inside an object and the way to it; items of a list that have names are found by these. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every value of an object that is no object itself; lists of plain values are one value. */
export function flatten(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (isRecord(value)) {
    const entries = Object.entries(value);
    return entries.length === 0 && path.length > 0
      ? [{ path, value: {} }]
      : entries.flatMap(([key, inner]) => flatten(inner, [...path, key]));
  }
  if (!Array.isArray(value) || !value.some(isRecord)) return value === undefined ? [] : [{ path, value }];
  return value.flatMap((item: unknown, index) => {
    const name = isRecord(item) && typeof item["name"] === "string" ? item["name"] : undefined;
    if (name === undefined || !isRecord(item)) return flatten(item, [...path, String(index)]);
    const { name: _name, ...rest } = item;
    return Object.keys(rest).length === 0 ? [{ path: [...path, name], value: true }] : flatten(rest, [...path, name]);
  });
}
