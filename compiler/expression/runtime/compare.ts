import { panic } from "../go/go-panic.ts";
import { compareText } from "../go/utf8.ts";
import { typeName } from "../type-of.ts";
import { isObject, type Value } from "../value.ts";
import { numberOf } from "./numbers.ts";

export type Comparison = "<" | ">" | "<=" | ">=";

/** `a < b` and its kin: numbers with numbers, text with text by bytes, times with times, durations with durations. */
export function compare(operator: Comparison, a: Value, b: Value): boolean {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== undefined && y !== undefined)
    return typeof x === typeof y ? holds(operator, x, y) : holds(operator, Number(x), Number(y));
  if (typeof a === "string" && typeof b === "string") return holds(operator, compareText(a, b), 0);
  if (isObject(a) && isObject(b) && a.kind === b.kind && (a.kind === "time" || a.kind === "duration"))
    return holds(operator, a.nanoseconds, (b as typeof a).nanoseconds);
  return panic(`invalid operation: ${typeName(a)} ${operator} ${typeName(b)}`);
}

function holds<T extends bigint | number>(operator: Comparison, x: T, y: T): boolean {
  switch (operator) {
    case "<":
      return x < y;
    case ">":
      return x > y;
    case "<=":
      return x <= y;
    case ">=":
      return x >= y;
  }
}

/** For sorting. @throws GoPanic when the two can't be compared */
export function less(a: Value, b: Value): boolean {
  return compare("<", a, b);
}
