import { typeName } from "../type-of.ts";
import { isObject, type List, type Value } from "../value.ts";
import { numberOf } from "./numbers.ts";

/** Lists of these compare item by item with lists of any values. */
const SIMPLE_LISTS: ReadonlySet<string> = new Set(["[]string", "[]int", "[]float64", "[]uint8", "[]int64"]);

/** `a == b`: numbers across their types, lists of any values item by item, all else as Go's reflect.DeepEqual. */
export function equal(a: Value, b: Value): boolean {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== undefined && y !== undefined) return typeof x === typeof y ? x === y : Number(x) === Number(y);
  if (!isObject(a) || !isObject(b)) return a === b || (isNil(a) && isNil(b));
  if (a.kind === "list" && b.kind === "list" && comparesByItem(a, b)) return sameItems(a, b, equal);
  if (a.kind === "time" && b.kind === "time") return a.nanoseconds === b.nanoseconds;
  return deepEqual(a, b) || (isNil(a) && isNil(b));
}

function comparesByItem(a: List, b: List): boolean {
  const anyA = a.type.name === "[]interface {}";
  const anyB = b.type.name === "[]interface {}";
  return (
    (anyA && (anyB || SIMPLE_LISTS.has(b.type.name))) ||
    (anyB && SIMPLE_LISTS.has(a.type.name)) ||
    (a.type.name === b.type.name && SIMPLE_LISTS.has(a.type.name))
  );
}

function sameItems(a: List, b: List, same: (x: Value, y: Value) => boolean): boolean {
  return a.items.length === b.items.length && a.items.every((item, i) => same(item, b.items[i] as Value));
}

/** Whether a value is nil, or a slice that was never made. */
export function isNil(value: Value): boolean {
  return value === null || (isObject(value) && value.kind === "list" && value.absent === true);
}

/** Same types and same contents all the way down. */
export function deepEqual(a: Value, b: Value): boolean {
  if (!isObject(a) || !isObject(b)) return a === b;
  if (typeName(a) !== typeName(b)) return false;
  if (a.kind === "list" && b.kind === "list") return (a.absent ?? false) === (b.absent ?? false) && sameItems(a, b, deepEqual);
  if (a.kind === "map" && b.kind === "map")
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, item]) => b.entries.has(key) && deepEqual(item, b.entries.get(key) as Value))
    );
  if (a.kind === "struct" && b.kind === "struct")
    return [...a.fields].every(([name, item]) => deepEqual(item, b.fields.get(name) as Value));
  if (a.kind === "sized-int" && b.kind === "sized-int") return a.value === b.value;
  if (a.kind === "duration" && b.kind === "duration") return a.nanoseconds === b.nanoseconds;
  if (a.kind === "time" && b.kind === "time") return a.nanoseconds === b.nanoseconds && a.zone.name === b.zone.name;
  if (a.kind === "zone" && b.kind === "zone") return a.name === b.name;
  return false;
}
