import { isDeepStrictEqual } from "node:util";
import { compileRegexp } from "../../../compiler/expression/go/regexp.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import type { Tree } from "./tree.ts";

/** Thrown where the documentation says that the step fails, or where a number is none that JSON has. */
export class NoAnswer extends Error {}

/** What plain JavaScript gives for an operation. */
export function answer(tree: Tree): Json {
  if ("leaf" in tree) return tree.leaf;
  if ("constant" in tree) return tree.constant;
  const value = "word" in tree ? answerWord(tree) : answerMethod(tree.method, answer(tree.of), tree.args.map(answer));
  if (typeof value === "number" && !Number.isFinite(value)) throw new NoAnswer("no JSON number");
  return value;
}

function answerWord({ word, args }: Extract<Tree, { word: string }>): Json {
  const values = args.map(answer);
  switch (word) {
    case "min":
      return Math.min(...(values as number[]));
    case "max":
      return Math.max(...(values as number[]));
    case "text":
      return values.map(String).join("");
    case "and":
      return values.every((value) => value === true);
    case "or":
      return values.some((value) => value === true);
    case "not":
      return values[0] !== true;
  }
}

/** JSON has no -0, and `===` of numbers knows none. */
const same = (a: Json, b: Json): boolean => isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
const codePoints = (text: string): number[] => [...text].map((character) => character.codePointAt(0)!);

function order(a: Json, b: Json): number {
  if (typeof a === "number") return a - (b as number);
  const [left, right] = [codePoints(a as string), codePoints(b as string)];
  const at = left.findIndex((point, index) => point !== right[index]);
  return at < 0 ? left.length - right.length : (left[at] ?? -1) - (right[at] ?? -1);
}

function answerMethod(method: string, of: Json, [arg = null, ...others]: readonly Json[]): Json {
  const [x, y] = [of as number, arg as number];
  const [text, part] = [of as string, arg as string];
  switch (method) {
    case "eq":
      return same(of, arg);
    case "ne":
      return !same(of, arg);
    case "lt":
      return order(of, arg) < 0;
    case "le":
      return order(of, arg) <= 0;
    case "gt":
      return order(of, arg) > 0;
    case "ge":
      return order(of, arg) >= 0;
    case "and":
      return of === true && arg === true && others.every((other) => other === true);
    case "not":
      return of !== true;
    case "in":
      return (arg as readonly Json[]).some((item) => same(item, of));
    case "includes":
      return (of as readonly Json[]).some((item) => same(item, arg));
    case "isEmpty":
      return (of as readonly Json[]).length === 0;
    case "contains":
      return text.includes(part);
    case "startsWith":
      return text.startsWith(part);
    case "endsWith":
      return text.endsWith(part);
    case "matches":
      return compileRegexp(part).test(text);
    case "plus":
      return x + y;
    case "minus":
      return x - y;
    case "times":
      return x * y;
    case "dividedBy":
      return x / y;
    case "modulo":
      if (!Number.isSafeInteger(y) || y === 0) throw new NoAnswer("no whole divisor");
      return x % y;
    case "negate":
      return -x;
    case "abs":
      return Math.abs(x);
    case "floor":
      return Math.floor(x);
    case "ceil":
      return Math.ceil(x);
    case "round":
      return Math.round(x);
    case "length":
      return typeof of === "string" ? [...of].length : (of as readonly Json[]).length;
    case "concat":
      return [of, arg, ...others].join("");
    case "trim":
      return text.trim();
    case "json":
      return JSON.stringify(of);
    case "at":
      return (of as readonly Json[]).at(y) ?? null;
    case "field":
      return Object.hasOwn(of as object, part) ? (of as Readonly<Record<string, Json>>)[part]! : null;
    case "orElse":
      return of ?? arg;
    default:
      throw new Error(`no answer for ${method}`);
  }
}
