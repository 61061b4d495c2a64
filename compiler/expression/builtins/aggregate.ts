import { panic } from "../go/go-panic.ts";
import { ANY, type GoType, isList as isListType, isNumericKind, isUnknown } from "../go/go-type.ts";
import { compare, less } from "../runtime/compare.ts";
import { numberOf } from "../runtime/numbers.ts";
import { typeName } from "../type-of.ts";
import { isList, isObject, type Value } from "../value.ts";
import { type Builtin, type Problem, validated } from "./builtin.ts";

export const AGGREGATE_BUILTINS: readonly Builtin[] = [
  validated(
    "max",
    (args) => aggregate("max", args),
    (...args) => extreme("max", (best, value) => less(best, value), args),
  ),
  validated(
    "min",
    (args) => aggregate("min", args),
    (...args) => extreme("min", (best, value) => compare(">", best, value), args),
  ),
  validated(
    "mean",
    (args) => aggregate("mean", args),
    (...args) => mean(args),
  ),
  validated(
    "median",
    (args) => aggregate("median", args),
    (...args) => median(args),
  ),
];

function aggregate(name: string, args: readonly GoType[]): GoType | Problem {
  const [first] = args;
  if (first === undefined) return { problem: `not enough arguments to call ${name}` };
  for (const type of args) {
    if (isUnknown(type) || isListType(type)) return ANY;
    if (!isNumericKind(type))
      return { problem: `invalid argument for ${name} (type ${type.nil === true ? "%!s(<nil>)" : type.name})` };
  }
  return first;
}

/** The value that no other one beats, out of numbers and lists of numbers however nested; nil when there is none. */
function extreme(name: string, beats: (best: Value, value: Value) => boolean, args: readonly Value[]): Value {
  let best: Value = null;
  const take = (value: Value) => {
    if (best === null || beats(best, value)) best = value;
  };
  for (const arg of args) {
    if (numericOf(arg) !== undefined) take(arg);
    else if (isList(arg)) {
      for (const item of arg.items) {
        const found =
          numberOf(item) !== undefined ? item : isList(item) ? extreme(name, beats, [item]) : panic(invalid(name, item));
        if (found !== null) take(found);
      }
    } else if (args.length === 1) return arg;
    else panic(invalid(name, arg));
  }
  return best;
}

function mean(args: readonly Value[]): number {
  const numbers = flatNumbers("mean", args);
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}

function median(args: readonly Value[]): number {
  const numbers = flatNumbers("median", args).toSorted((a, b) => a - b);
  const middle = Math.floor(numbers.length / 2);
  if (numbers.length === 0) return 0;
  const upper = numbers[middle] as number;
  return numbers.length % 2 === 1 ? upper : ((numbers[middle - 1] as number) + upper) / 2;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function flatNumbers(name: string, args: readonly Value[]): readonly number[] {
  return args.flatMap((arg) => {
    const number = numericOf(arg);
    if (number !== undefined) return [Number(number)];
    return isList(arg) ? flatNumbers(name, arg.items) : panic(invalid(name, arg));
  });
}

/** A number, or what Go defines as one: a duration in nanoseconds, a month. */
function numericOf(value: Value): bigint | number | undefined {
  if (isObject(value) && value.kind === "duration") return value.nanoseconds;
  return isObject(value) && value.kind === "sized-int" ? value.value : numberOf(value);
}

function invalid(name: string, value: Value): string {
  return `invalid argument for ${name} (type ${typeName(value)})`;
}
