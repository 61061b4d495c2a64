import { toFloat64, toInteger } from "./builtins/numbers.ts";
import { expand } from "./expand.ts";
import { ANY, funcType, STRING } from "./go/go-type.ts";
import { encodeJson } from "./go/json-encode.ts";
import { queryJsonPath } from "./json-path.ts";
import { func, map } from "./make-value.ts";
import { asText } from "./runtime/numbers.ts";
import { SPRIG } from "./sprig/table.ts";
import type { MapValue, Value } from "./value.ts";

/** What the controller adds to expr's own functions. */
const FUNCTIONS: readonly (readonly [string, Value])[] = [
  ["asInt", func(funcType([ANY], ANY), (value = null) => toInteger(value))],
  ["asFloat", func(funcType([ANY], ANY), (value = null) => toFloat64(value))],
  ["jsonpath", func(funcType([STRING, STRING], ANY), (json = null, path = null) => queryJsonPath(asText(json), asText(path)))],
  ["toJson", func(funcType([ANY], STRING), (value = null) => encodeJson(value))],
  ["sprig", SPRIG],
];

/**
 * The variables and functions of an expression tag: the scope's names with their dots taken apart, and what Argo adds.
 *
 * @param values names as tags have them (`inputs.parameters.x`); null is an output that is absent
 */
export function argoEnvironment(values: ReadonlyMap<string, Value> | Readonly<Record<string, Value>>): MapValue {
  const names = values instanceof Map ? values : new Map(Object.entries(values));
  return map([...expand(names).entries, ...FUNCTIONS] as readonly (readonly [string, Value])[]);
}
