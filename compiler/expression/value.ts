import type { GoType } from "./go/go-type.ts";

/**
 * A value as Go's controller would hold it: `bigint` is Go's int, `number` its float64, `null` its nil.
 * A string with bytes that are no UTF-8 holds them as go/utf8.ts says.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | SizedInt
  | List
  | MapValue
  | StructValue
  | Time
  | Duration
  | Zone
  | Func;

/** An integer of another Go type than int: int64 from a sprig function, uint8 from a byte of a string. */
export interface SizedInt {
  readonly kind: "sized-int";
  readonly type: GoType;
  readonly value: bigint;
}

/** A slice or an array. Its type says what Go's elements are: `[]interface {}`, `[]string`, `[]int`. */
export interface List {
  readonly kind: "list";
  readonly type: GoType;
  readonly items: readonly Value[];
  /** A slice that was never made: it is nil and empty at once, and JSON shows it as null. */
  readonly absent?: boolean;
}

/** Keys are strings, ints, floats, booleans or nil: those compare by value here too. Other keys are found by `findKey`. */
export type Key = string | bigint | number | boolean | null | SizedInt | Duration | Time | Zone | StructValue;

export interface MapValue {
  readonly kind: "map";
  readonly type: GoType;
  readonly entries: ReadonlyMap<Key, Value>;
}

export interface StructValue {
  readonly kind: "struct";
  readonly type: GoType;
  readonly fields: ReadonlyMap<string, Value>;
}

/** A moment and the zone it is shown in. */
export interface Time {
  readonly kind: "time";
  /** Nanoseconds since 1970 UTC. */
  readonly nanoseconds: bigint;
  readonly zone: Zone;
}

export interface Duration {
  readonly kind: "duration";
  readonly nanoseconds: bigint;
}

/** A time zone: an IANA name, or a fixed offset east of UTC. */
export interface Zone {
  readonly kind: "zone";
  readonly name: string;
  readonly offsetSeconds?: number;
}

export interface Func {
  readonly kind: "func";
  readonly type: GoType;
  /** Gets arguments that already have the types of its parameters. */
  readonly call: (...args: Value[]) => Value;
}

export function isObject(value: Value): value is Exclude<Value, null | boolean | bigint | number | string> {
  return typeof value === "object" && value !== null;
}

export function isList(value: Value): value is List {
  return isObject(value) && value.kind === "list";
}

export function isMap(value: Value): value is MapValue {
  return isObject(value) && value.kind === "map";
}

/** Any of Go's integers. */
export function isInteger(value: Value): value is bigint | SizedInt {
  return typeof value === "bigint" || (isObject(value) && value.kind === "sized-int");
}

/** The number in any of Go's integers. */
export function integerOf(value: bigint | SizedInt): bigint {
  return typeof value === "bigint" ? value : value.value;
}
