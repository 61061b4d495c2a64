import { sortedEntries } from "../go/format-value.ts";
import { panic } from "../go/go-panic.ts";
import { ANY, ANY_LIST, BOOL, STRING, STRING_LIST, STRING_MAP, STRING_MAP_LIST } from "../go/go-type.ts";
import { list, map, strings } from "../make-value.ts";
import { isNil } from "../runtime/equal.ts";
import { asText, badConversion } from "../runtime/numbers.ts";
import { isMap, type MapValue, type Value } from "../value.ts";
import { castText, isEmpty } from "./cast.ts";
import { type SprigFunction, sprig, variadicSprig } from "./sprig-function.ts";

/** Sprig changes the map that it is given; here a changed copy is the result, and the map itself stays as it was. */
export const MAPS: readonly SprigFunction[] = [
  variadicSprig("dict", [ANY_LIST], STRING_MAP, (...values) => map(pairs(values))),
  sprig(
    "get",
    [STRING_MAP, STRING],
    ANY,
    (dict, key = null) => entries(dict).get(asText(key)) ?? (entries(dict).has(asText(key)) ? null : ""),
  ),
  sprig("set", [STRING_MAP, STRING, ANY], STRING_MAP, (dict, key = null, value = null) =>
    map([...entries(dict), [asText(key), value]]),
  ),
  sprig("unset", [STRING_MAP, STRING], STRING_MAP, (dict, key = null) =>
    map([...entries(dict)].filter(([name]) => name !== asText(key))),
  ),
  sprig("hasKey", [STRING_MAP, STRING], BOOL, (dict, key = null) => entries(dict).has(asText(key))),
  variadicSprig("pluck", [STRING, STRING_MAP_LIST], ANY_LIST, (key = null, ...dicts) =>
    list(dicts.map(entries).flatMap((dict) => (dict.has(asText(key)) ? [dict.get(asText(key)) ?? null] : []))),
  ),
  variadicSprig("keys", [STRING_MAP_LIST], STRING_LIST, (...dicts) =>
    strings(dicts.flatMap((dict) => sorted(dict).map(([key]) => key))),
  ),
  sprig("values", [STRING_MAP], ANY_LIST, (dict = null) => list(sorted(dict).map(([, value]) => value))),
  variadicSprig("pick", [STRING_MAP, STRING_LIST], STRING_MAP, (dict, ...keys) =>
    map([...entries(dict)].filter(([key]) => keys.includes(key))),
  ),
  variadicSprig("omit", [STRING_MAP, STRING_LIST], STRING_MAP, (dict, ...keys) =>
    map([...entries(dict)].filter(([key]) => !keys.includes(key))),
  ),
  ...["merge", "mustMerge"].map((name) => merging(name, false)),
  ...["mergeOverwrite", "mustMergeOverwrite"].map((name) => merging(name, true)),
  variadicSprig("dig", [ANY_LIST], ANY, (...path) => dig(path)),
];

function entries(value: Value | undefined): ReadonlyMap<string, Value> {
  return (value as MapValue).entries as ReadonlyMap<string, Value>;
}

function sorted(value: Value): readonly (readonly [string, Value])[] {
  return sortedEntries(value as MapValue).map(([key, item]) => [String(key), item] as const);
}

/** Key, value, key, value; the last value may be missing. */
function pairs(values: readonly Value[]): readonly (readonly [string, Value])[] {
  const made: (readonly [string, Value])[] = [];
  for (let i = 0; i < values.length; i += 2)
    made.push([castText(values[i] ?? null), i + 1 < values.length ? (values[i + 1] ?? null) : ""]);
  return made;
}

function merging(name: string, overwrite: boolean): SprigFunction {
  return variadicSprig(name, [STRING_MAP, STRING_MAP_LIST], ANY, (first = null, ...rest) =>
    rest.reduce<Value>((merged, dict) => merge(merged as MapValue, dict as MapValue, overwrite), first),
  );
}

/** Maps in maps are merged too. An empty value counts as none. */
function merge(into: MapValue, from: MapValue, overwrite: boolean): MapValue {
  const merged = new Map(entries(into));
  for (const [key, value] of entries(from)) {
    const own = merged.get(key) ?? null;
    if (isMap(own) && isMap(value)) merged.set(key, merge(own, value, overwrite));
    else if (overwrite || (isEmpty(own) && !isNil(value))) merged.set(key, value);
  }
  return map(merged);
}

/** `dig "a" "b" fallback map`: the value at a way of keys. */
function dig(path: readonly Value[]): Value {
  if (path.length < 3) return panic("dig needs at least three arguments");
  const fallback = path[path.length - 2] ?? null;
  let value: Value = path[path.length - 1] ?? null;
  for (const key of path.slice(0, -2).map(asText)) {
    if (!isMap(value) || value.type.name !== STRING_MAP.name) return badConversion(value, "map[string]interface {}");
    const next: Value | undefined = value.entries.get(key);
    if (next === undefined) return fallback;
    value = next;
  }
  return value;
}
