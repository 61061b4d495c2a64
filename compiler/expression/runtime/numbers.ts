import { panic } from "../go/go-panic.ts";
import { isInteger as isIntegerType } from "../go/go-type.ts";
import { typeName } from "../type-of.ts";
import { isInteger, type Value } from "../value.ts";

/** A builtin number of Go in its JavaScript form: an int64 or a float64. Durations and months are none. */
export function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return isInteger(value) && isIntegerType(value.type) ? value.value : undefined;
}

/** A result as Go's int keeps it: 64 bits, the rest is cut off. */
export function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

const MIN_INT64 = -(2n ** 63n);

/** A float64 as an int: cut off; what does not fit becomes the smallest int, as on amd64. */
export function truncate(value: number): bigint {
  if (!(Math.abs(value) < 2 ** 63)) return MIN_INT64;
  return BigInt(Math.trunc(value));
}

/** A number as an int, for indices and shifts. @throws GoPanic for what is no number */
export function toInt(value: Value): bigint {
  const number = numberOf(value);
  if (number === undefined) return panic(`invalid operation: int(${typeName(value)})`);
  return typeof number === "bigint" ? wrap(number) : truncate(number);
}

/** A number as a float64. @throws GoPanic for what is no number */
export function toFloat(value: Value): number {
  const number = numberOf(value);
  return number === undefined ? panic(`invalid operation: float(${typeName(value)})`) : Number(number);
}

/** A boolean, where Go would convert an interface to one. @throws GoPanic for anything else */
export function asBool(value: Value): boolean {
  return typeof value === "boolean" ? value : badConversion(value, "bool");
}

export function asText(value: Value): string {
  return typeof value === "string" ? value : badConversion(value, "string");
}

export function asInt(value: Value): bigint {
  return typeof value === "bigint" ? value : badConversion(value, "int");
}

export function badConversion(value: Value, wanted: string): never {
  return panic(`interface conversion: interface {} is ${value === null ? "nil" : typeName(value)}, not ${wanted}`);
}
