import { ANY_LIST, type GoType, INT64, STRING_LIST, STRING_MAP } from "./go/go-type.ts";
import type { Func, Key, List, MapValue, SizedInt, Value } from "./value.ts";

/** A list of any values, Go's `[]interface {}`. */
export function list(items: readonly Value[]): List {
  return typedList(ANY_LIST, items);
}

export function typedList(type: GoType, items: readonly Value[]): List {
  return Object.freeze({ kind: "list", type, items: Object.freeze(items) });
}

export function strings(items: readonly string[]): List {
  return typedList(STRING_LIST, items);
}

/** A map by text, Go's `map[string]interface {}`. */
export function map(entries: Iterable<readonly [string, Value]>): MapValue {
  return typedMap(STRING_MAP, entries);
}

export function typedMap(type: GoType, entries: Iterable<readonly [Key, Value]>): MapValue {
  return Object.freeze({ kind: "map", type, entries: new Map(entries) });
}

export function sizedInt(type: GoType, value: bigint): SizedInt {
  return Object.freeze({ kind: "sized-int", type, value });
}

export function int64(value: bigint): SizedInt {
  return sizedInt(INT64, BigInt.asIntN(64, value));
}

export function func(type: GoType, call: (...args: Value[]) => Value): Func {
  return Object.freeze({ kind: "func", type, call });
}

/** Plain data as an author of JavaScript has it. A whole number is no int: give a bigint for one. */
export type Plain = null | boolean | bigint | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Plain data as a value of the language. @example fromPlain({ a: ["x", 1n] }) */
export function fromPlain(plain: Plain): Value {
  if (plain === null || typeof plain !== "object") return plain;
  if (isPlainList(plain)) return list(plain.map(fromPlain));
  return map(Object.entries(plain).map(([key, value]) => [key, fromPlain(value)] as const));
}

function isPlainList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}
