import { formatValue, sortedEntries } from "../go/format-value.ts";
import { GoPanic, panic } from "../go/go-panic.ts";
import {
  ANY,
  ANY_LIST,
  ANY_MAP,
  type GoType,
  INT,
  isList as isListType,
  isUnknown,
  PAIR,
  PAIR_LIST,
  UNKNOWN,
} from "../go/go-type.ts";
import { runeCount } from "../go/utf8.ts";
import { list, typedList, typedMap } from "../make-value.ts";
import { equal } from "../runtime/equal.ts";
import { fetch, findKey, mapKey } from "../runtime/fetch.ts";
import { numberOf, toInt } from "../runtime/numbers.ts";
import { typeName, typeOf } from "../type-of.ts";
import { isList, isMap, type Key, type List, type Value } from "../value.ts";
import { type Builtin, type Problem, validated, wrongCount } from "./builtin.ts";

/** Takes one argument that is a list, or not known yet. */
function listArgument(what: string, result: (type: GoType) => GoType): (args: readonly GoType[]) => GoType | Problem {
  return (args) => {
    const [type] = args;
    if (type === undefined || args.length !== 1) return wrongCount("1", args.length);
    return isUnknown(type) || isListType(type) ? result(type) : { problem: `${what} ${shown(type)}` };
  };
}

function mapArgument(what: (type: string) => string): (args: readonly GoType[]) => GoType | Problem {
  return (args) => {
    const [type] = args;
    if (type === undefined || args.length !== 1) return wrongCount("1", args.length);
    return isUnknown(type) || type.kind === "map" ? ANY_LIST : { problem: what(shown(type)) };
  };
}

function shown(type: GoType): string {
  return type.nil === true ? "%!s(<nil>)" : type.name;
}

const element = (type: GoType): GoType => (isUnknown(type) ? ANY : (type.elem ?? UNKNOWN));

export const COLLECTION_BUILTINS: readonly Builtin[] = [
  validated("len", lenType, (value = null) => length(value)),
  validated("first", listArgument("cannot get first element from", element), (value = null) => itemOrNil(value, 0n)),
  validated("last", listArgument("cannot get last element from", element), (value = null) => itemOrNil(value, -1n)),
  // What `get` takes is checked by the checker itself, which knows the variables.
  validated(
    "get",
    () => UNKNOWN,
    (from = null, key = null) => get(from, key),
  ),
  validated("take", takeType, (value = null, count = null) => take(value, count)),
  validated(
    "keys",
    mapArgument((type) => `cannot get keys from ${type}`),
    (value = null) => list(entriesOf(value, (kind) => `cannot get keys from ${kind}`).map(([key]) => key)),
  ),
  validated(
    "values",
    mapArgument((type) => `cannot get values from ${type}`),
    (value = null) => list(entriesOf(value, (kind) => `cannot get values from ${kind}`).map(([, item]) => item)),
  ),
  validated(
    "toPairs",
    mapArgument((type) => `cannot transform ${type} to pairs`),
    (value = null) => toPairs(value),
  ),
  validated("fromPairs", fromPairsType, (value = null) => fromPairs(value)),
  validated(
    "reverse",
    listArgument("cannot reverse", () => ANY_LIST),
    (value = null) => list(itemsOf("reverse", value).toReversed()),
  ),
  validated(
    "uniq",
    listArgument("cannot uniq", () => ANY_LIST),
    (value = null) => list(unique(itemsOf("uniq", value))),
  ),
  validated(
    "flatten",
    listArgument("cannot flatten", () => ANY_LIST),
    (value = null) => list(flatten(itemsOf("flatten", value))),
  ),
  validated("concat", concatType, (...args) => concat(args)),
];

function lenType(args: readonly GoType[]): GoType | Problem {
  const [type] = args;
  if (type === undefined || args.length !== 1) return wrongCount("1", args.length);
  if (isUnknown(type) || isListType(type) || type.kind === "map" || type.kind === "string") return INT;
  return { problem: `invalid argument for len (type ${shown(type)})` };
}

function takeType(args: readonly GoType[]): GoType | Problem {
  const [type, count] = args;
  if (type === undefined || count === undefined || args.length !== 2) return wrongCount("2", args.length);
  if (!isUnknown(type) && !isListType(type)) return { problem: `cannot take from ${shown(type)}` };
  if (!isUnknown(count) && !/^int/.test(count.kind)) return { problem: `cannot take ${shown(count)} elements` };
  return type;
}

function fromPairsType(args: readonly GoType[]): GoType | Problem {
  const [type] = args;
  if (type === undefined || args.length !== 1) return wrongCount("1", args.length);
  return isUnknown(type) || isListType(type) ? ANY_MAP : { problem: `cannot transform ${shown(type)} from pairs` };
}

function concatType(args: readonly GoType[]): GoType | Problem {
  if (args.length === 0) return { problem: "invalid number of arguments (expected at least 1, got 0)" };
  const wrong = args.find((type) => !isUnknown(type) && !isListType(type));
  return wrong === undefined ? ANY_LIST : { problem: `cannot concat ${shown(wrong)}` };
}

/** Items of a list, keys of a map, characters of a text. */
export function length(value: Value): bigint {
  if (typeof value === "string") return BigInt(runeCount(value));
  if (isList(value)) return BigInt(value.items.length);
  if (isMap(value)) return BigInt(value.entries.size);
  return panic(`invalid argument for len (type ${typeName(value)})`);
}

/** Whatever goes wrong, there is no such item. */
function itemOrNil(value: Value, key: Value): Value {
  try {
    return fetch(value, key);
  } catch (error) {
    if (!(error instanceof GoPanic)) throw error;
    return null;
  }
}

/** As `from[key]`, but what is missing is nil. */
function get(from: Value, key: Value): Value {
  if (from === null) return null;
  if (isList(from) || typeof from === "string") return itemOrNil(from, toInt(key));
  if (isMap(from)) return from.entries.get(mapKey(from, key)) ?? null;
  return itemOrNil(from, key);
}

function take(value: Value, count: Value): Value {
  if (!isList(value)) return panic(`cannot take from ${kindName(value)}`);
  const wanted = numberOf(count);
  if (typeof wanted !== "bigint" || /^uint/.test(typeName(count))) return panic(`cannot take ${kindName(count)} elements`);
  if (wanted < 0n) return panic("reflect.Value.Slice: slice index out of bounds");
  if (value.type.kind === "array") return panic("reflect.Value.Slice: slice of unaddressable array");
  return Object.freeze({
    ...value,
    items: value.items.slice(0, Number(wanted > BigInt(value.items.length) ? BigInt(value.items.length) : wanted)),
  });
}

function itemsOf(verb: string, value: Value): readonly Value[] {
  return isList(value) ? value.items : panic(`cannot ${verb} ${kindName(value)}`);
}

/** In the order of their keys; Go's own order changes from run to run. */
function entriesOf(value: Value, problem: (kind: string) => string): readonly (readonly [Key, Value])[] {
  return isMap(value) ? sortedEntries(value) : panic(problem(kindName(value)));
}

function kindName(value: Value): string {
  const { kind } = typeOf(value);
  return kind === "pointer" ? "ptr" : kind;
}

function toPairs(value: Value): List {
  const pairs = entriesOf(value, (kind) => `cannot transform ${kind} to pairs`);
  return typedList(
    PAIR_LIST,
    pairs.map(([key, item]) => typedList(PAIR, [key, item])),
  );
}

function fromPairs(value: Value): Value {
  if (!isList(value)) return panic(`cannot transform ${kindName(value)} from pairs`);
  const result = typedMap(ANY_MAP, []);
  const pairs = value.items.map((pair): readonly [Key, Value] => {
    if (!isList(pair)) return panic(`invalid pair ${formatValue(pair)}`);
    if (pair.items.length !== 2) return panic(`invalid pair length ${formatValue(pair)}`);
    const [key = null, item = null] = pair.items;
    return [key === null ? null : mapKey(result, key), item];
  });
  const entries = new Map<Key, Value>();
  for (const [key, item] of pairs) entries.set(findKey(entries.keys(), key), item);
  return typedMap(ANY_MAP, entries);
}

function unique(items: readonly Value[]): Value[] {
  const kept: Value[] = [];
  for (const item of items) if (!kept.some((other) => equal(item, other))) kept.push(item);
  return kept;
}

function flatten(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isList(item) ? flatten(item.items) : [item]));
}

/** All items one after the other; of nothing comes a list that was never made. */
function concat(args: readonly Value[]): Value {
  if (args.length === 0) return panic("invalid number of arguments (expected at least 1, got 0)");
  const items = args.flatMap((arg) => itemsOf("concat", arg));
  return items.length === 0 ? { ...list([]), absent: true } : list(items);
}
