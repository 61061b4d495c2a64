import type { BuiltinNode, Node } from "../ast.ts";
import { BUILTINS } from "../builtins/table.ts";
import { panic } from "../go/go-panic.ts";
import { ANY_LIST, GROUPS } from "../go/go-type.ts";
import { sortLikeGo } from "../go/sort.ts";
import { byteLength } from "../go/utf8.ts";
import { list, typedList, typedMap } from "../make-value.ts";
import { add } from "../runtime/arithmetic.ts";
import { less } from "../runtime/compare.ts";
import { fetch, findKey, mapKey } from "../runtime/fetch.ts";
import { asBool } from "../runtime/numbers.ts";
import { typeOf } from "../type-of.ts";
import { isList, isMap, type Key, type Value } from "../value.ts";
import type { Evaluation, Loop } from "./evaluation.ts";

/** Builtins whose result counts as memory. */
const MAKES_ITEMS: ReadonlySet<string> = new Set(["reverse", "concat", "flatten", "sort"]);

export function evaluateBuiltin(node: BuiltinNode, evaluation: Evaluation): Value {
  const looping = LOOPING.get(node.name);
  if (looping !== undefined) return inLoop(node, evaluation, looping);
  const builtin = BUILTINS.get(node.name) ?? panic(`unknown builtin ${node.name}`);
  const value = builtin.run(...node.args.map((arg) => evaluation.value(arg)));
  if (MAKES_ITEMS.has(node.name) && isList(value)) evaluation.grow(value.items.length);
  if (node.name === "repeat" && typeof value === "string") evaluation.grow(value.length);
  return value;
}

/** Runs over the items of the first argument. */
type Looping = (loop: Loop, body: () => Value, node: BuiltinNode, evaluation: Evaluation) => Value;

function inLoop(node: BuiltinNode, evaluation: Evaluation, looping: Looping): Value {
  const [collection, body] = node.args;
  const loop: Loop = { ...itemsOf(evaluation.value(collection as Node)), index: 0, accumulator: null };
  evaluation.loops.push(loop);
  const value = looping(loop, () => (body === undefined ? loop.item(loop.index) : evaluation.value(body)), node, evaluation);
  evaluation.loops.pop();
  return value;
}

/** A text has its bytes as items. A map has a length, but no item by number. */
function itemsOf(value: Value): Pick<Loop, "length" | "item"> {
  if (isList(value)) return { length: value.items.length, item: (index) => value.items[index] ?? null };
  if (typeof value === "string") return { length: byteLength(value), item: (index) => fetch(value, BigInt(index)) };
  if (isMap(value)) return { length: value.entries.size, item: () => panic("reflect: call of reflect.Value.Index on map Value") };
  return panic(`reflect: call of reflect.Value.Len on ${value === null ? "zero" : typeOf(value).kind} Value`);
}

function* each(loop: Loop): Generator<number, void> {
  for (; loop.index < loop.length; loop.index++) yield loop.index;
}

/** For the searches from the end. */
function* eachBackwards(loop: Loop): Generator<number, void> {
  for (loop.index = loop.length - 1; loop.index >= 0; loop.index--) yield loop.index;
}

const LOOPING: ReadonlyMap<string, Looping> = new Map<string, Looping>([
  ["all", (loop, body) => every(loop, () => asBool(body()))],
  ["none", (loop, body) => every(loop, () => !asBool(body()))],
  ["any", (loop, body) => !every(loop, () => !asBool(body()))],
  ["one", (loop, body) => count(loop, body) === 1],
  ["count", (loop, body, node) => BigInt(count(loop, body, node.threshold))],
  ["filter", filter],
  ["map", mapItems],
  ["find", (loop, body, node, evaluation) => found(search(each(loop), body), loop, node, evaluation)],
  ["findLast", (loop, body, node, evaluation) => found(search(eachBackwards(loop), body), loop, node, evaluation)],
  ["findIndex", (loop, body) => indexOrNil(search(each(loop), body))],
  ["findLastIndex", (loop, body) => indexOrNil(search(eachBackwards(loop), body))],
  ["sum", sum],
  ["groupBy", groupBy],
  ["sortBy", sortBy],
  ["reduce", reduce],
]);

function every(loop: Loop, holds: () => boolean): boolean {
  for (const _ of each(loop)) if (!holds()) return false;
  return true;
}

function count(loop: Loop, body: () => Value, enough = Number.POSITIVE_INFINITY): number {
  let matches = 0;
  for (const _ of each(loop)) {
    if (!asBool(body())) continue;
    matches += 1;
    if (matches >= enough) return matches;
  }
  return matches;
}

function filter(loop: Loop, body: () => Value, node: BuiltinNode, evaluation: Evaluation): Value {
  const kept: Value[] = [];
  for (const _ of each(loop)) if (asBool(body())) kept.push(current(loop, node, evaluation));
  evaluation.grow(kept.length);
  return list(kept);
}

/** The item, or what the optimizer wants made of it. */
function current(loop: Loop, node: BuiltinNode, evaluation: Evaluation): Value {
  return node.mapped === undefined ? loop.item(loop.index) : evaluation.value(node.mapped);
}

function mapItems(loop: Loop, body: () => Value, _node: BuiltinNode, evaluation: Evaluation): Value {
  const made: Value[] = [];
  for (const _ of each(loop)) made.push(body());
  evaluation.grow(made.length);
  return list(made);
}

function search(indices: Iterable<number>, body: () => Value): number | undefined {
  for (const index of indices) if (asBool(body())) return index;
  return undefined;
}

function found(index: number | undefined, loop: Loop, node: BuiltinNode, evaluation: Evaluation): Value {
  if (index !== undefined) return current(loop, node, evaluation);
  return node.throws === true ? panic("reflect: slice index out of range") : null;
}

function indexOrNil(index: number | undefined): Value {
  return index === undefined ? null : BigInt(index);
}

function sum(loop: Loop, body: () => Value): Value {
  let total: Value = 0n;
  for (const _ of each(loop)) total = add(body(), total);
  return total;
}

function groupBy(loop: Loop, body: () => Value): Value {
  const empty = typedMap(GROUPS, []);
  const groups = new Map<Key, Value[]>();
  for (const index of each(loop)) {
    const found = body();
    if (isList(found) || isMap(found)) return panic(`hash of unhashable type: ${typeOf(found).name}`);
    const key = findKey(groups.keys(), mapKey(empty, found));
    groups.set(key, [...(groups.get(key) ?? []), loop.item(index)]);
  }
  return typedMap(
    GROUPS,
    [...groups].map(([key, items]) => [key, typedList(ANY_LIST, items)] as const),
  );
}

function sortBy(loop: Loop, body: () => Value, node: BuiltinNode, evaluation: Evaluation): Value {
  const order = node.args[2] === undefined ? "asc" : evaluation.value(node.args[2]);
  if (typeof order !== "string") return panic("sortBy order argument must be a string");
  if (order !== "asc" && order !== "desc") return panic("unknown order, use asc or desc");
  const entries: { readonly item: Value; readonly key: Value }[] = [];
  for (const index of each(loop)) entries.push({ key: body(), item: loop.item(index) });
  const sorted = sortLikeGo(entries, (a, b) => (order === "desc" ? less(b.key, a.key) : less(a.key, b.key)));
  evaluation.grow(sorted.length);
  return list(sorted.map(({ item }) => item));
}

function reduce(loop: Loop, body: () => Value, node: BuiltinNode, evaluation: Evaluation): Value {
  if (node.args[2] !== undefined) loop.accumulator = evaluation.value(node.args[2]);
  else {
    if (loop.length === 0) return panic("reduce of empty array with no initial value");
    loop.accumulator = loop.item(0);
    loop.index = 1;
  }
  for (const _ of each(loop)) loop.accumulator = body();
  return loop.accumulator;
}
