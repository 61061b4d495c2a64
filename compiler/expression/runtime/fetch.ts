import { formatValue } from "../go/format-value.ts";
import { panic } from "../go/go-panic.ts";
import { ANY, UINT8 } from "../go/go-type.ts";
import { fromBytes, toBytes } from "../go/utf8.ts";
import { sizedInt } from "../make-value.ts";
import { typeName } from "../type-of.ts";
import { isObject, type Key, type MapValue, type Value } from "../value.ts";
import { deepEqual, equal } from "./equal.ts";
import { toInt } from "./numbers.ts";
import { method } from "./time-methods.ts";
import { zeroOf } from "./zero.ts";

/** `from.name`, `from[index]`. A missing key of a map is nil, all else that is missing is an error. @throws GoPanic */
export function fetch(from: Value, key: Value): Value {
  if (isObject(from)) {
    if (typeof key === "string") {
      const found = method(from, key);
      if (found !== undefined) return found;
    }
    if (from.kind === "list") return item(from.items.length, key, (i) => from.items[i] as Value);
    if (from.kind === "map") return from.entries.get(mapKey(from, key)) ?? zeroOf(from.type.elem ?? ANY);
    if (from.kind === "struct" && typeof key === "string") {
      const field = from.fields.get(key);
      if (field !== undefined) return field;
    }
  }
  if (typeof from === "string") {
    const bytes = toBytes(from);
    return item(bytes.length, key, (i) => sizedInt(UINT8, BigInt(bytes[i] as number)));
  }
  return panic(`cannot fetch ${formatValue(key)} from ${typeName(from)}`);
}

function item(length: number, key: Value, at: (index: number) => Value): Value {
  const index = fromEnd(toInt(key), length);
  if (index < 0n || index >= BigInt(length)) panic(`index out of range: ${index} (array length is ${length})`);
  return at(Number(index));
}

/** An index below 0 counts from the end. */
export function fromEnd(index: bigint, length: number): bigint {
  return index < 0n ? BigInt(length) + index : index;
}

/** The key that a map is asked for. nil asks for the key type's zero. @throws GoPanic when it can't be a key of this map */
export function mapKey(map: MapValue, key: Value): Key {
  const wanted = map.type.key;
  if (key === null) return wanted?.kind === "string" ? "" : wanted?.kind === "int" ? 0n : null;
  if (isObject(key)) {
    if (wanted?.kind !== "interface") return notAssignable(key, wanted?.name ?? "");
    if (key.kind === "list" || key.kind === "map" || key.kind === "func")
      return panic(`runtime error: hash of unhashable type ${typeName(key)}`);
    return findKey(map.entries.keys(), key);
  }
  if (wanted !== undefined && wanted.kind !== "interface" && wanted.name !== typeName(key))
    return notAssignable(key, wanted.name);
  return key;
}

/** The same key among others, if it is there: two durations of one length are one key. */
export function findKey(keys: Iterable<Key>, key: Key): Key {
  if (key === null || typeof key !== "object") return key;
  for (const other of keys) if (deepEqual(other, key)) return other;
  return key;
}

function notAssignable(key: Value, wanted: string): never {
  return panic(`reflect.Value.MapIndex: value of type ${typeName(key)} is not assignable to type ${wanted}`);
}

/** `value[from:to]` by items, or by bytes of a text; places beyond the ends are the ends. */
export function slice(value: Value, from: Value, to: Value): Value {
  const cut = (length: number): readonly [number, number] => {
    const clamp = (index: bigint) => (index < 0n ? 0n : index);
    let start = clamp(fromEnd(toInt(from), length));
    let end = clamp(fromEnd(toInt(to), length));
    if (end > BigInt(length)) end = BigInt(length);
    if (start > end) start = end;
    return [Number(start), Number(end)];
  };
  if (typeof value === "string") {
    const bytes = toBytes(value);
    return fromBytes(bytes.slice(...cut(bytes.length)));
  }
  if (isObject(value) && value.kind === "list")
    return Object.freeze({ ...value, items: value.items.slice(...cut(value.items.length)) });
  return panic(`cannot slice ${formatValue(from)}`);
}

/** `needle in haystack`: an item of a list, a key of a map, a field of a struct. */
export function isIn(needle: Value, haystack: Value): boolean {
  if (haystack === null) return false;
  if (isObject(haystack)) {
    if (haystack.kind === "list") return haystack.items.some((candidate) => equal(candidate, needle));
    if (haystack.kind === "map") return haystack.entries.has(mapKey(haystack, needle));
    if (haystack.kind === "struct") {
      if (typeof needle !== "string") return panic(`cannot use ${typeName(needle)} as field name of ${typeName(haystack)}`);
      return haystack.fields.has(needle);
    }
  }
  return panic(`operator "in" not defined on ${typeName(haystack)}`);
}
