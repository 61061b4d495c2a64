import { panic } from "../go/go-panic.ts";
import { ANY_LIST, FLOAT_LIST, funcType, INT_LIST, STRING, STRING_LIST } from "../go/go-type.ts";
import { sortLikeGo } from "../go/sort.ts";
import { list } from "../make-value.ts";
import { less } from "../runtime/compare.ts";
import { typeName } from "../type-of.ts";
import { isList, type Value } from "../value.ts";
import { type Builtin, overloads } from "./builtin.ts";

const LISTS = [ANY_LIST, INT_LIST, FLOAT_LIST, STRING_LIST];

export const SORT_BUILTINS: readonly Builtin[] = [
  overloads(
    "sort",
    [
      ...LISTS.map((type) => funcType([type, STRING], ANY_LIST)),
      ...[ANY_LIST, FLOAT_LIST, STRING_LIST, INT_LIST].map((type) => funcType([type], ANY_LIST)),
    ],
    (value = null, order) => sort(value, order),
  ),
];

function sort(value: Value, order: Value | undefined): Value {
  const descending = order !== undefined && isDescending(order);
  if (!isList(value) || !LISTS.some((type) => type.name === value.type.name)) return { ...list([]), absent: true };
  return list(sortLikeGo(value.items, (a, b) => (descending ? less(b, a) : less(a, b))));
}

function isDescending(order: Value): boolean {
  if (typeof order !== "string") return panic(`sort order argument must be a string (got ${typeName(order)})`);
  if (order !== "asc" && order !== "desc") return panic(`invalid order ${order}, expected asc or desc`);
  return order === "desc";
}
