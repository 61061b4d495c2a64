import { formatValue } from "../go/format-value.ts";
import { panic } from "../go/go-panic.ts";
import { ANY, FLOAT64, funcType, type GoType, INT, isNumber, isUnknown, STRING } from "../go/go-type.ts";
import { parseFloat64, parseInteger } from "../go/parse-number.ts";
import { negate } from "../runtime/arithmetic.ts";
import { numberOf, truncate, wrap } from "../runtime/numbers.ts";
import { typeName } from "../type-of.ts";
import { isObject, type Value } from "../value.ts";
import { type Builtin, overloads, type Problem, validated, wrongCount } from "./builtin.ts";
import { typeWord } from "./type-word.ts";

export const NUMBER_BUILTINS: readonly Builtin[] = [
  overloads("type", [funcType([ANY], STRING)], (value = null) => typeWord(value)),
  overloads("string", [funcType([ANY], STRING)], (value = null) => formatValue(value)),
  validated(
    "int",
    (args) => convertible("int", args, INT),
    (value = null) => toInteger(value),
  ),
  validated(
    "float",
    (args) => convertible("float", args, FLOAT64),
    (value = null) => toFloat64(value),
  ),
  validated(
    "abs",
    (args) => numeric("abs", args, args[0] ?? ANY),
    (value = null) => absolute(value),
  ),
  validated(
    "ceil",
    (args) => numeric("ceil", args, FLOAT64),
    (value = null) => rounded("ceil", value, Math.ceil),
  ),
  validated(
    "floor",
    (args) => numeric("floor", args, FLOAT64),
    (value = null) => rounded("floor", value, Math.floor),
  ),
  validated(
    "round",
    (args) => numeric("round", args, FLOAT64),
    (value = null) => rounded("round", value, roundAway),
  ),
];

function convertible(name: string, args: readonly GoType[], result: GoType): GoType | Problem {
  const [type] = args;
  if (type === undefined || args.length !== 1) return wrongCount("1", args.length);
  if (isUnknown(type) || isNumber(type) || type.kind === "int64" || type.kind === "int" || type.kind === "string") return result;
  return { problem: `invalid argument for ${name} (type ${type.nil === true ? "%!s(<nil>)" : type.name})` };
}

function numeric(name: string, args: readonly GoType[], result: GoType): GoType | Problem {
  return convertible(
    name,
    args.map((type) => (type.kind === "string" ? { ...type, kind: "bool" as const } : type)),
    result,
  );
}

/** `int(x)`: a number cut off, or a whole number that is written in decimal digits. */
export function toInteger(value: Value): Value {
  const number = numberOf(value);
  if (number !== undefined) return typeof number === "bigint" ? wrap(number) : truncate(number);
  if (typeof value === "string") {
    const parsed = parseInteger(value);
    return typeof parsed === "bigint" ? parsed : panic(`invalid operation: int(${value})`);
  }
  if (value === null) return panic("reflect: call of reflect.Value.Type on zero Value");
  if (isObject(value) && value.kind === "duration") return value.nanoseconds;
  if (isObject(value) && value.kind === "sized-int") return wrap(value.value);
  return panic(`invalid operation: int(${typeName(value)})`);
}

/** `float(x)`: a number, or one that is written as Go's strconv reads it. */
export function toFloat64(value: Value): Value {
  const number = numberOf(value);
  if (number !== undefined) return Number(number);
  if (typeof value === "string") {
    const parsed = parseFloat64(value);
    return typeof parsed === "number" ? parsed : panic(`invalid operation: float(${value})`);
  }
  return panic(`invalid operation: float(${typeName(value)})`);
}

function absolute(value: Value): Value {
  const number = numberOf(value);
  if (number === undefined) return panic(`invalid argument for abs (type ${typeName(value)})`);
  return number < 0 ? negate(value) : value;
}

function rounded(name: string, value: Value, round: (value: number) => number): Value {
  const number = numberOf(value);
  return number === undefined
    ? panic(`invalid argument for ${name} (type ${typeName(value)})`)
    : typeof number === "bigint"
      ? Number(number)
      : round(number);
}

/** Halves go away from zero. */
function roundAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole === 0 ? value * 0 : whole;
}
