import { panic } from "../go/go-panic.ts";
import { ANY, ANY_LIST, BOOL, CHUNKS, INT, STRING_LIST } from "../go/go-type.ts";
import { compareText } from "../go/utf8.ts";
import { list, strings, typedList } from "../make-value.ts";
import { deepEqual } from "../runtime/equal.ts";
import { asInt } from "../runtime/numbers.ts";
import { typeOf } from "../type-of.ts";
import { isList, type List, type Value } from "../value.ts";
import { castInt, castText, castTexts, isEmpty } from "./cast.ts";
import { type SprigFunction, sprig, variadicSprig } from "./sprig-function.ts";

/** A list that was never made: what sprig gives for a part of an empty list. */
const NO_LIST: List = { ...list([]), absent: true };

/** Under its own name and with `must` before it: both fail in the same way here. */
function also(name: string, make: (name: string) => SprigFunction): readonly SprigFunction[] {
  return [make(name), make(`must${name[0]?.toUpperCase()}${name.slice(1)}`)];
}

const fromList = (verb: string, result: typeof ANY, work: (items: readonly Value[], value: List) => Value) => (name: string) =>
  sprig(name, [ANY], result, (value = null) => work(items(verb, value), value as List));

const withItem = (verb: string, work: (items: readonly Value[], item: Value) => Value) => (name: string) =>
  sprig(name, [ANY, ANY], ANY_LIST, (value = null, item = null) => work(items(verb, value), item));

const push = withItem("push on", (all, item) => list([...all, item]));

export const LISTS: readonly SprigFunction[] = [
  variadicSprig("list", [ANY_LIST], ANY_LIST, (...values) => (values.length === 0 ? list([]) : list(values))),
  variadicSprig("tuple", [ANY_LIST], ANY_LIST, (...values) => list(values)),
  ...also("append", push),
  ...also("push", push),
  ...also(
    "prepend",
    withItem("prepend on", (all, item) => list([item, ...all])),
  ),
  ...also(
    "first",
    fromList("find first on", ANY, (all) => all[0] ?? null),
  ),
  ...also(
    "last",
    fromList("find last on", ANY, (all) => all.at(-1) ?? null),
  ),
  ...also(
    "rest",
    fromList("find rest on", ANY_LIST, (all) => (all.length === 0 ? NO_LIST : list(all.slice(1)))),
  ),
  ...also(
    "initial",
    fromList("find initial on", ANY_LIST, (all) => (all.length === 0 ? NO_LIST : list(all.slice(0, -1)))),
  ),
  ...also(
    "reverse",
    fromList("find reverse on", ANY_LIST, (all) => list(all.toReversed())),
  ),
  ...also(
    "compact",
    fromList("compact on", ANY_LIST, (all) => list(all.filter((item) => !isEmpty(item)))),
  ),
  ...also(
    "uniq",
    fromList("find uniq on", ANY_LIST, (all) =>
      list(all.filter((item, i) => all.findIndex((other) => deepEqual(item, other)) === i)),
    ),
  ),
  ...also("without", (name) =>
    variadicSprig(name, [ANY, ANY_LIST], ANY_LIST, (value = null, ...omitted) =>
      list(items("find without on", value).filter((item) => !omitted.some((other) => deepEqual(item, other)))),
    ),
  ),
  ...also("has", (name) =>
    sprig(
      name,
      [ANY, ANY],
      BOOL,
      (needle = null, value = null) => value !== null && items("find has on", value).some((item) => deepEqual(needle, item)),
    ),
  ),
  ...also("slice", (name) => variadicSprig(name, [ANY, ANY_LIST], ANY, (value = null, ...bounds) => slice(value, bounds))),
  ...also("chunk", (name) =>
    sprig(name, [INT, ANY], CHUNKS, (size = 0n, value = null) => chunk(Number(asInt(size)), items("chunk type", value))),
  ),
  variadicSprig("concat", [ANY_LIST], ANY, (...values) => concat(values)),
  sprig("sortAlpha", [ANY], STRING_LIST, (value = null) =>
    strings(isList(value) ? [...castTexts(value)].sort(compareText) : [castText(value)]),
  ),
];

function items(verb: string, value: Value): readonly Value[] {
  if (isList(value)) return value.items;
  if (value === null) return panic("runtime error: invalid memory address or nil pointer dereference");
  return panic(verb.endsWith("type") ? `Cannot ${verb} ${typeOf(value).kind}` : `Cannot ${verb} type ${typeOf(value).kind}`);
}

function slice(value: Value, bounds: readonly Value[]): Value {
  if (!isList(value))
    return value === null ? items("", value) && null : panic(`list should be type of slice or array but ${typeOf(value).kind}`);
  if (value.items.length === 0) return null;
  const from = bounds[0] === undefined ? 0 : Number(castInt(bounds[0]));
  const to = bounds[1] === undefined ? value.items.length : Number(castInt(bounds[1]));
  if (from < 0 || from > to || to > value.items.length) return panic("reflect.Value.Slice: slice index out of bounds");
  return typedList(value.type, value.items.slice(from, to));
}

/** Lists of at most `size` items. */
function chunk(size: number, all: readonly Value[]): Value {
  if (size <= 0) return panic("runtime error: makeslice: len out of range");
  const chunks: Value[] = [];
  for (let at = 0; at < all.length; at += size) chunks.push(list(all.slice(at, at + size)));
  return typedList(CHUNKS, chunks);
}

function concat(values: readonly Value[]): Value {
  const all = values.flatMap((value) =>
    isList(value) ? value.items : panic(`Cannot concat type ${typeOf(value).kind} as list`),
  );
  return all.length === 0 ? NO_LIST : list(all);
}
