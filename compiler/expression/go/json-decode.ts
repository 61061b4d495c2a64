import { list, map } from "../make-value.ts";
import type { Value } from "../value.ts";
import { panic } from "./go-panic.ts";
import { type JsonBuilder, scanJson } from "./json-scanner.ts";
import { parseFloat64 } from "./parse-number.ts";

const VALUES: JsonBuilder<Value> = {
  literal: (value) => value,
  number: (text) => {
    const value = parseFloat64(text);
    return typeof value === "number" ? value : panic(`json: cannot unmarshal number ${text} into Go value of type float64`);
  },
  string: (text) => text,
  array: list,
  object: map,
};

/** A JSON text as Go reads it into an `any`: every number becomes a float64. @throws GoPanic with Go's words */
export function decodeJson(text: string): Value {
  return scanJson(text, VALUES);
}
