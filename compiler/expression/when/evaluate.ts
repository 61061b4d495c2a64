import { formatFloat } from "../go/format-float.ts";
import { pow } from "../go/pow.ts";
import { compileRegexp } from "../go/regexp.ts";
import { compareText, concatText } from "../go/utf8.ts";
import { truncate, wrap } from "../runtime/numbers.ts";
import { showOperator } from "./operators.ts";
import { ACCESS, LITERAL, PARENTHESES, type Stage, type StageValue } from "./stage.ts";
import { fail } from "./when-error.ts";

/** The value of a stage. Both sides are worked out before their types are looked at. @throws WhenError */
export function evaluateStage(stage: Stage): StageValue {
  const { operator, literal = null, field = "" } = stage.action;
  const left = stage.left === undefined ? null : evaluateStage(stage.left);
  const early = leaveEarly(operator, left);
  if (early !== undefined) return early;
  const skipsRight = (operator === "?" && left === false) || (operator === ":" && left !== null);
  const right = skipsRight || stage.right === undefined ? null : evaluateStage(stage.right);
  if (operator === LITERAL) return literal;
  if (operator === PARENTHESES) return right;
  if (operator === ACCESS) return fail(`No parameter '${field}' found.`);
  return apply(operator, left, right);
}

function leaveEarly(operator: string, left: StageValue): StageValue | undefined {
  if (operator === "&&" && left === false) return false;
  if (operator === "||" && left === true) return true;
  if (operator === "??" && left !== null) return left;
  return undefined;
}

function apply(operator: string, left: StageValue, right: StageValue): StageValue {
  switch (operator) {
    case "==":
      return same(left, right);
    case "!=":
      return !same(left, right);
    case "<":
    case ">":
    case "<=":
    case ">=":
      return compare(operator, left, right);
    case "=~":
    case "!~":
      return matches(operator, left, right) === (operator === "=~");
    case "&&":
      return both("logical operator", operator, "bool", left, right, isBoolean, (a, b) => a && b);
    case "||":
      return both("logical operator", operator, "bool", left, right, isBoolean, (a, b) => a || b);
    case "in":
      return isList(right) ? right.some((item) => same(left, item)) : typeError("comparator", operator, "number", right);
    case "+":
      return add(left, right);
    case ",":
      return isList(left) ? [...left, right] : [left, right];
    case "?":
      return isBoolean(left) ? (left ? right : null) : typeError("ternary operator", operator, "bool", left);
    case ":":
    case "??":
      return left ?? right;
    default:
      return operator.startsWith("prefix ") ? prefix(operator.slice(-1), right) : arithmetic(operator, left, right);
  }
}

type Arithmetic = (a: number, b: number) => number;

const bits =
  (operation: (a: bigint, b: bigint) => bigint): Arithmetic =>
  (a, b) =>
    Number(wrap(operation(truncate(a), truncate(b))));

const shift =
  (operation: (a: bigint, b: bigint) => bigint): Arithmetic =>
  (a, b) => {
    const count = BigInt.asUintN(64, truncate(b));
    return count > 63n ? 0 : Number(BigInt.asUintN(64, operation(BigInt.asUintN(64, truncate(a)), count)));
  };

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "**": pow,
  "&": bits((a, b) => a & b),
  "|": bits((a, b) => a | b),
  "^": bits((a, b) => a ^ b),
  "<<": shift((a, b) => a << b),
  ">>": shift((a, b) => a >> b),
};

function arithmetic(operator: string, left: StageValue, right: StageValue): StageValue {
  const operation = ARITHMETIC[operator] ?? fail(`Unknown operator '${operator}'`);
  return both("modifier", operator, "number", left, right, isNumber, operation);
}

function prefix(operator: string, value: StageValue): StageValue {
  if (operator === "!") return isBoolean(value) ? !value : fail(`Value '${show(value)}' cannot be used with the prefix '!'`);
  if (!isNumber(value)) return fail(`Value '${show(value)}' cannot be used with the prefix '${operator}'`);
  return operator === "-" ? -value : Number(~truncate(value));
}

/** Numbers are added; when a side is a text, both are joined as text. */
function add(left: StageValue, right: StageValue): StageValue {
  if (isNumber(left) && isNumber(right)) return left + right;
  if (typeof left === "string" || typeof right === "string") return concatText(show(left), show(right));
  return typeError("modifier", "+", "number", left);
}

function compare(operator: "<" | ">" | "<=" | ">=", left: StageValue, right: StageValue): boolean {
  const numbers = isNumber(left) && isNumber(right);
  const texts = typeof left === "string" && typeof right === "string";
  if (!numbers && !texts) return typeError("comparator", operator, "number", left);
  const a = numbers ? left : compareText(left as string, right as string);
  const b = numbers ? right : 0;
  return operator === "<" ? a < b : operator === ">" ? a > b : operator === "<=" ? a <= b : a >= b;
}

function matches(operator: string, left: StageValue, right: StageValue): boolean {
  if (typeof left !== "string") return typeError("comparator", operator, "number", left);
  if (typeof right === "string") return compileRegexp(right).test(left);
  return isPattern(right) ? right.regexp.test(left) : typeError("comparator", operator, "number", right);
}

/** An operator whose sides are of one type, the left one looked at first. */
function both<T extends StageValue, R extends StageValue>(
  role: string,
  operator: string,
  wanted: string,
  left: StageValue,
  right: StageValue,
  fits: (value: StageValue) => value is T,
  operation: (a: T, b: T) => R,
): R {
  if (!fits(left)) return typeError(role, operator, wanted, left);
  if (!fits(right)) return typeError(role, operator, wanted, right);
  return operation(left, right);
}

function typeError(role: string, operator: string, wanted: string, value: StageValue): never {
  return fail(`Value '${show(value)}' cannot be used with the ${role} '${showOperator(operator)}', it is not a ${wanted}`);
}

function same(a: StageValue, b: StageValue): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => same(item, b[i] ?? null));
  return a === b;
}

function isNumber(value: StageValue): value is number {
  return typeof value === "number";
}

function isBoolean(value: StageValue): value is boolean {
  return typeof value === "boolean";
}

function isList(value: StageValue): value is readonly StageValue[] {
  return Array.isArray(value);
}

function isPattern(value: StageValue): value is Extract<StageValue, { readonly regexp: RegExp }> {
  return typeof value === "object" && value !== null && "regexp" in value;
}

/** As Go's `%v` prints it. */
export function show(value: StageValue): string {
  if (value === null) return "<nil>";
  if (isNumber(value)) return formatFloat(value);
  if (isList(value)) return `[${value.map(show).join(" ")}]`;
  return isPattern(value) ? value.source : String(value);
}
