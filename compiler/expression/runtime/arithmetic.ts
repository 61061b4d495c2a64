import { panic } from "../go/go-panic.ts";
import { pow } from "../go/pow.ts";
import { concatText } from "../go/utf8.ts";
import { typeName } from "../type-of.ts";
import { type Duration, isObject, type Time, type Value } from "../value.ts";
import { numberOf, toFloat, wrap } from "./numbers.ts";

type Operation = (a: Value, b: Value) => Value;

/** What the operators between two values do. Whole numbers stay whole but for `/` and `**`. */
export const ARITHMETIC: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["+", add],
  ["-", subtract],
  ["*", multiply],
  ["/", divide],
  ["%", remainder],
  ["**", (a, b) => pow(toFloat(a), toFloat(b))],
  ["^", (a, b) => pow(toFloat(a), toFloat(b))],
]);

export function add(a: Value, b: Value): Value {
  const number = numeric(
    a,
    b,
    (x, y) => wrap(x + y),
    (x, y) => x + y,
  );
  if (number !== undefined) return number;
  if (typeof a === "string" && typeof b === "string") return concatText(a, b);
  if (isTime(a) && isDuration(b)) return moved(a, b.nanoseconds);
  if (isDuration(a) && isTime(b)) return moved(b, a.nanoseconds);
  if (isDuration(a) && isDuration(b)) return duration(a.nanoseconds + b.nanoseconds);
  return mismatch("+", a, b);
}

function subtract(a: Value, b: Value): Value {
  const number = numeric(
    a,
    b,
    (x, y) => wrap(x - y),
    (x, y) => x - y,
  );
  if (number !== undefined) return number;
  if (isTime(a) && isTime(b)) return duration(a.nanoseconds - b.nanoseconds);
  if (isTime(a) && isDuration(b)) return moved(a, -b.nanoseconds);
  if (isDuration(a) && isDuration(b)) return duration(a.nanoseconds - b.nanoseconds);
  return mismatch("-", a, b);
}

function multiply(a: Value, b: Value): Value {
  const number = numeric(
    a,
    b,
    (x, y) => wrap(x * y),
    (x, y) => x * y,
  );
  if (number !== undefined) return number;
  const x = isDuration(a) ? a.nanoseconds : numberOf(a);
  const y = isDuration(b) ? b.nanoseconds : numberOf(b);
  if (x === undefined || y === undefined) return mismatch("*", a, b);
  // A duration times a float is a float of nanoseconds.
  return typeof x === "bigint" && typeof y === "bigint" ? duration(x * y) : Number(x) * Number(y);
}

function divide(a: Value, b: Value): Value {
  const x = numberOf(a);
  const y = numberOf(b);
  return x === undefined || y === undefined ? mismatch("/", a, b) : Number(x) / Number(y);
}

function remainder(a: Value, b: Value): Value {
  const x = numberOf(a);
  const y = numberOf(b);
  if (typeof x !== "bigint" || typeof y !== "bigint") return mismatch("%", a, b);
  return y === 0n ? panic("runtime error: integer divide by zero") : x % y;
}

/** The opposite number. @throws GoPanic for what is no number */
export function negate(value: Value): Value {
  const number = numberOf(value);
  if (number === undefined) return panic(`invalid operation: - ${typeName(value)}`);
  if (typeof number === "number") return -number;
  return isObject(value) && value.kind === "sized-int" ? { ...value, value: wrap(-number) } : wrap(-number);
}

function numeric(
  a: Value,
  b: Value,
  whole: (x: bigint, y: bigint) => bigint,
  real: (x: number, y: number) => number,
): Value | undefined {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x === undefined || y === undefined) return undefined;
  return typeof x === "bigint" && typeof y === "bigint" ? whole(x, y) : real(Number(x), Number(y));
}

function isTime(value: Value): value is Time {
  return isObject(value) && value.kind === "time";
}

function isDuration(value: Value): value is Duration {
  return isObject(value) && value.kind === "duration";
}

function moved(time: Time, nanoseconds: bigint): Time {
  return Object.freeze({ ...time, nanoseconds: time.nanoseconds + nanoseconds });
}

export function duration(nanoseconds: bigint): Duration {
  return Object.freeze({ kind: "duration", nanoseconds: wrap(nanoseconds) });
}

function mismatch(operator: string, a: Value, b: Value): never {
  return panic(`invalid operation: ${typeName(a)} ${operator} ${typeName(b)}`);
}
