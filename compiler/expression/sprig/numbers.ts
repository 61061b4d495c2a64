import { formatValue } from "../go/format-value.ts";
import { panic } from "../go/go-panic.ts";
import { ANY, ANY_LIST, FLOAT_LIST, FLOAT64, INT, INT_LIST, INT64, STRING } from "../go/go-type.ts";
import { parseInteger } from "../go/parse-number.ts";
import { pow } from "../go/pow.ts";
import { int64, typedList } from "../make-value.ts";
import { asInt, asText, wrap } from "../runtime/numbers.ts";
import type { Value } from "../value.ts";
import { castFloat, castInt } from "./cast.ts";
import {
  addDecimals,
  type DecimalOperation,
  decimalFold,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from "./decimal.ts";
import { type SprigFunction, sprig, variadicSprig } from "./sprig-function.ts";

const wholes = (name: string, combine: (a: bigint, b: bigint) => bigint) =>
  variadicSprig(name, [ANY, ANY_LIST], INT64, (first = null, ...rest) =>
    int64(rest.reduce((total: bigint, value) => combine(total, castInt(value)), castInt(first))),
  );

const two = (name: string, combine: (a: bigint, b: bigint) => bigint) =>
  sprig(name, [ANY, ANY], INT64, (a = null, b = null) => int64(combine(castInt(a), castInt(b))));

const floats = (name: string, combine: (a: number, b: number) => number) =>
  variadicSprig(name, [ANY, ANY_LIST], FLOAT64, (first = null, ...rest) =>
    rest.reduce((best: number, value) => combine(best, castFloat(value)), castFloat(first)),
  );

const decimals = (name: string, operation: DecimalOperation) =>
  variadicSprig(name, [ANY, ANY_LIST], FLOAT64, (first = null, ...rest) =>
    exact(castFloat(first), rest.map(castFloat), operation),
  );

function exact(first: number, rest: readonly number[], operation: DecimalOperation): number {
  const special = [first, ...rest].find((value) => !Number.isFinite(value));
  if (special !== undefined) return panic(`Cannot create a Decimal from ${formatValue(special)}`);
  try {
    return decimalFold(first, rest, operation);
  } catch (error) {
    return panic(error instanceof RangeError ? error.message : String(error));
  }
}

/** @throws GoPanic for a divisor of zero */
function dividing(operation: (a: bigint, b: bigint) => bigint): (a: bigint, b: bigint) => bigint {
  return (a, b) => (b === 0n ? panic("runtime error: integer divide by zero") : operation(a, b));
}

const larger = (a: bigint, b: bigint) => (b > a ? b : a);

export const NUMBERS: readonly SprigFunction[] = [
  sprig("int", [ANY], INT, (value = null) => castInt(value)),
  sprig("int64", [ANY], INT64, (value = null) => int64(castInt(value))),
  sprig("float64", [ANY], FLOAT64, (value = null) => castFloat(value)),
  sprig("atoi", [STRING], INT, (text = null) => atoi(asText(text))),
  sprig("toDecimal", [ANY], INT64, (value = null) => octal(formatValue(value))),
  sprig("add1", [ANY], INT64, (value = null) => int64(castInt(value) + 1n)),
  variadicSprig("add", [ANY_LIST], INT64, (...values) =>
    int64(values.reduce((total: bigint, value) => total + castInt(value), 0n)),
  ),
  two("sub", (a, b) => a - b),
  two(
    "div",
    dividing((a, b) => a / b),
  ),
  two(
    "mod",
    dividing((a, b) => a % b),
  ),
  wholes("mul", (a, b) => wrap(a * b)),
  wholes("max", larger),
  wholes("biggest", larger),
  wholes("min", (a, b) => (b < a ? b : a)),
  floats("maxf", Math.max),
  floats("minf", Math.min),
  sprig("add1f", [ANY], FLOAT64, (value = null) => exact(castFloat(value), [1], addDecimals)),
  variadicSprig("addf", [ANY_LIST], FLOAT64, (...values) => exact(0, values.map(castFloat), addDecimals)),
  decimals("subf", subtractDecimals),
  decimals("mulf", multiplyDecimals),
  decimals("divf", divideDecimals),
  sprig("ceil", [ANY], FLOAT64, (value = null) => Math.ceil(castFloat(value))),
  sprig("floor", [ANY], FLOAT64, (value = null) => Math.floor(castFloat(value))),
  variadicSprig("round", [ANY, INT, FLOAT_LIST], FLOAT64, (value = null, places = 0n, on = 0.5) =>
    round(castFloat(value), Number(asInt(places)), on as number),
  ),
  sprig("until", [INT], INT_LIST, (count = 0n) => ints(steps(0n, asInt(count), asInt(count) < 0n ? -1n : 1n))),
  sprig("untilStep", [INT, INT, INT], INT_LIST, (from = 0n, to = 0n, step = 0n) =>
    ints(steps(asInt(from), asInt(to), asInt(step))),
  ),
  variadicSprig("seq", [INT_LIST], STRING, (...params) => sequence(params.map(asInt)).join(" ")),
];

function atoi(text: string): bigint {
  const parsed = parseInteger(text);
  if (typeof parsed === "bigint") return parsed;
  if (parsed === "invalid syntax") return 0n;
  return text.startsWith("-") ? -(2n ** 63n) : 2n ** 63n - 1n;
}

function octal(text: string): Value {
  const parsed = parseInteger(text, 8);
  return int64(typeof parsed === "bigint" ? parsed : 0n);
}

function round(value: number, places: number, on: number): number {
  const scale = pow(10, places);
  const scaled = scale * value;
  const fraction = scaled - Math.trunc(scaled);
  return (fraction >= on ? Math.ceil(scaled) : Math.floor(scaled)) / scale;
}

function ints(values: readonly bigint[]): Value {
  return typedList(INT_LIST, values);
}

function steps(from: bigint, to: bigint, step: bigint): readonly bigint[] {
  const values: bigint[] = [];
  if (to < from ? step >= 0n : step <= 0n) return values;
  for (let value = from; to < from ? value > to : value < to; value += step) values.push(value);
  return values;
}

/** `seq` of one, two or three numbers, as on a Unix command line. */
function sequence(params: readonly bigint[]): readonly bigint[] {
  const [first = 1n, second = 0n, third = 0n] = params;
  if (params.length === 1) return span(1n, first, first < 1n ? -1n : 1n);
  if (params.length === 2) return span(first, second, second < first ? -1n : 1n);
  if (params.length !== 3) return [];
  if (third < first) return second > 0n ? [] : steps(first, third - 1n, second);
  return steps(first, third + 1n, second);
}

function span(from: bigint, to: bigint, step: bigint): readonly bigint[] {
  return steps(from, to + step, step);
}
