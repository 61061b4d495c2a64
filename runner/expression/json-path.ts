import { panic } from "./go/go-panic.ts";
import { decodeJson } from "./go/json-decode.ts";
import { isList, isMap, type Value } from "./value.ts";

/**
 * The place of a JSON text that a path names: `$.a.b[0]`, `$['a']`.
 *
 * @throws GoPanic when the text is no JSON or the place is not there
 */
export function queryJsonPath(json: string, path: string): Value {
  let value = decodeJson(json);
  for (const [, name, quoted, index] of path.matchAll(/\.([^.[\]]+)|\[['"]([^'"]*)['"]\]|\[(-?\d+)\]/g)) {
    const key = name ?? quoted;
    if (key !== undefined && isMap(value) && value.entries.has(key)) value = value.entries.get(key) ?? null;
    else if (index !== undefined && isList(value) && value.items.at(Number(index)) !== undefined) value = value.items.at(Number(index)) ?? null;
    else return panic(`invalid path ${path}`);
  }
  return value;
}
