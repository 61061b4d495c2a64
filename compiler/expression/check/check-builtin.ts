import type { BuiltinNode, Node } from "../ast.ts";
import { BUILTINS } from "../builtins/table.ts";
import {
  ANY,
  ANY_LIST,
  assignable,
  BOOL,
  type GoType,
  GROUPS,
  INT,
  isInteger,
  isList,
  isUnknown,
  listOf,
  UNKNOWN,
} from "../go/go-type.ts";
import { checkFunction } from "./check-call.ts";
import type { Checking } from "./checking.ts";
import { elementOf, plain } from "./type-rules.ts";

/** What a builtin with a closure gives: from the types of the collection and of the closure's value. */
type Looping = (collection: GoType, value: GoType, node: BuiltinNode, checking: Checking) => GoType;

const SHOULD_BE_BOOL: ReadonlySet<string> = new Set([
  "all",
  "none",
  "any",
  "one",
  "filter",
  "count",
  "find",
  "findLast",
  "findIndex",
  "findLastIndex",
]);

const itemOrUnknown: Looping = (collection) => (isUnknown(collection) ? UNKNOWN : elementOf(collection));

const RESULTS: ReadonlyMap<string, Looping> = new Map<string, Looping>([
  ...["all", "none", "any", "one"].map((name) => [name, () => BOOL] as [string, Looping]),
  ...["count", "findIndex", "findLastIndex"].map((name) => [name, () => INT] as [string, Looping]),
  ...["find", "findLast"].map((name) => [name, itemOrUnknown] as [string, Looping]),
  ["filter", (collection) => (isUnknown(collection) ? ANY_LIST : listOf(elementOf(collection)))],
  ["map", (_, value) => listOf(value)],
  ["sum", (_, value) => (isUnknown(value) ? ANY : plain(value))],
  ["groupBy", () => GROUPS],
  ["sortBy", (collection) => collection],
  ["reduce", (_, value) => value],
]);

export function checkBuiltin(node: BuiltinNode, checking: Checking): GoType {
  const result = RESULTS.get(node.name);
  if (result !== undefined) return checkLoop(node, result, checking);
  if (node.name === "get") return checkGet(node, checking);
  const builtin = BUILTINS.get(node.name);
  return builtin === undefined
    ? checking.fail(node, `unknown builtin ${node.name}`)
    : checkFunction(builtin, node, node.args, checking);
}

function checkLoop(node: BuiltinNode, result: Looping, checking: Checking): GoType {
  const [first, closure, third] = node.args as readonly [Node, Node | undefined, Node | undefined];
  const collection = checking.visit(first);
  if (!isList(collection) && !isUnknown(collection))
    return checking.fail(first, `builtin ${node.name} takes only array (got ${collection.name})`);
  if (closure === undefined) return node.name === "count" ? INT : itemOrUnknown(collection, UNKNOWN, node, checking);
  checking.loops.push({ collection, pointers: pointersOf(node.name) });
  const value = checking.visit(closure);
  checking.loops.pop();
  if (third !== undefined) checkThird(node, third, checking);
  if (value.nil === true) {
    const inputs = node.name === "reduce" ? "two" : "one";
    return checking.fail(closure, `predicate should has ${inputs} input and one output param`);
  }
  if (SHOULD_BE_BOOL.has(node.name) && value.kind !== "bool" && !isUnknown(value))
    return checking.fail(closure, `predicate should return boolean (got ${value.name})`);
  return result(collection, value, node, checking);
}

/** `#index` is known in `map` and `reduce` only. */
function pointersOf(name: string): ReadonlyMap<string, GoType> {
  if (name === "map") return new Map([["index", INT]]);
  return name === "reduce"
    ? new Map([
        ["index", INT],
        ["acc", UNKNOWN],
      ])
    : new Map();
}

function checkThird(node: BuiltinNode, third: Node, checking: Checking): void {
  const type = checking.visit(third);
  if (node.name === "sortBy" && type.kind !== "string" && !isUnknown(type))
    checking.fail(third, `sortBy order argument must be a string (got ${type.name})`);
}

function checkGet(node: BuiltinNode, checking: Checking): GoType {
  const [from, key] = node.args;
  if (from === undefined || key === undefined || node.args.length !== 2)
    return checking.fail(node, `invalid number of arguments (expected 2, got ${node.args.length})`);
  const base = checking.visit(from);
  const property = checking.visit(key);
  if (from.kind === "identifier" && from.name === "$env")
    return (key.kind === "string" ? checking.variables.get(key.value) : undefined) ?? UNKNOWN;
  if (isUnknown(base)) return UNKNOWN;
  if (isList(base)) {
    if (isInteger(property) || isUnknown(property)) return elementOf(base);
    return checking.fail(key, `non-integer slice index ${property.name}`);
  }
  if (base.kind === "map") {
    if (assignable(property, base.key ?? UNKNOWN) || isUnknown(property)) return elementOf(base);
    return checking.fail(key, `cannot use ${property.name} to get an element from ${base.name}`);
  }
  return checking.fail(from, `type ${base.name} does not support indexing`);
}
