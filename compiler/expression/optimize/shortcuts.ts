import type { BinaryNode, BuiltinNode, Node, PredicateNode } from "../ast.ts";
import { children } from "../children.ts";
import { INT_SET, STRING_SET } from "../go/go-type.ts";
import { typedMap } from "../make-value.ts";
import type { Rewrite } from "./rewrite.ts";

/** `x in [1, 2]` looks a key up; the key's type then matters. */
export const membership: Rewrite = (node, rewriting) => {
  if (node.kind !== "binary" || node.operator !== "in" || node.right.kind !== "array" || node.right.nodes.length === 0)
    return node;
  const items = node.right.nodes;
  const set = (type: typeof INT_SET, keys: readonly (bigint | string)[]) => {
    const value = typedMap(
      type,
      keys.map((key) => [key, true] as const),
    );
    const right = rewriting.keep({ kind: "constant", at: 0, value } as const, type);
    return rewriting.replace(node, { ...node, right });
  };
  if (rewriting.typeOf(node.left)?.kind === "int" && items.every((item) => item.kind === "integer"))
    return set(
      INT_SET,
      items.map(({ value }) => value),
    );
  return items.every((item) => item.kind === "string")
    ? set(
        STRING_SET,
        items.map(({ value }) => value),
      )
    : node;
};

/** `x in 1..9` is two comparisons. */
export const withinRange: Rewrite = (node, rewriting) => {
  if (node.kind !== "binary" || node.operator !== "in" || rewriting.typeOf(node.left)?.kind !== "int") return node;
  const range = node.right;
  if (range.kind !== "binary" || range.operator !== ".." || range.left.kind !== "integer" || range.right.kind !== "integer")
    return node;
  const bound = (operator: string, right: Node): BinaryNode => ({ kind: "binary", at: 0, operator, left: node.left, right });
  return rewriting.replace(node, {
    kind: "binary",
    at: 0,
    operator: "and",
    left: bound(">=", range.left),
    right: bound("<=", range.right),
  });
};

/** `map(filter(...))` makes no list in between. */
export const mappedFilter: Rewrite = (node, rewriting) => {
  if (node.kind !== "builtin" || node.name !== "map") return node;
  const [inner, predicate] = node.args;
  if (predicate?.kind !== "predicate" || inner?.kind !== "builtin" || inner.name !== "filter" || inner.mapped !== undefined)
    return node;
  return usesIndex(predicate)
    ? node
    : rewriting.replace(node, { kind: "builtin", at: 0, name: "filter", args: inner.args, mapped: predicate.node });
};

function usesIndex(node: Node): boolean {
  return (node.kind === "pointer" && node.name === "index") || children(node).some(usesIndex);
}

/** `len(filter(...))` only counts. */
export const countedFilter: Rewrite = (node, rewriting) => {
  const filter = onlyArgument(node, "len", "filter");
  return filter === undefined ? node : rewriting.replace(node, { kind: "builtin", at: 0, name: "count", args: filter.args });
};

/** `filter(...)[0]` and `first(filter(...))` stop at the first match; the last one is found from the end. */
export function firstMatch(index: bigint, wrapper: "first" | "last", search: "find" | "findLast"): Rewrite {
  return (node, rewriting) => {
    const found = (filter: BuiltinNode, throws: boolean) =>
      rewriting.replace(node, {
        kind: "builtin",
        at: 0,
        name: search,
        args: filter.args,
        throws,
        ...(filter.mapped === undefined ? {} : { mapped: filter.mapped }),
      });
    if (node.kind === "member" && !node.optional && node.property.kind === "integer" && node.property.value === index)
      return isFilter(node.node) ? found(node.node, true) : node;
    const filter = onlyArgument(node, wrapper, "filter");
    return filter === undefined ? node : found(filter, false);
  };
}

function isFilter(node: Node): node is BuiltinNode {
  return node.kind === "builtin" && node.name === "filter" && node.args.length === 2;
}

/** The builtin that is the only argument of another one. */
function onlyArgument(node: Node, outer: string, inner: string): BuiltinNode | undefined {
  if (node.kind !== "builtin" || node.name !== outer || node.args.length !== 1) return undefined;
  const [argument] = node.args;
  return argument?.kind === "builtin" && argument.name === inner && argument.args.length === 2 ? argument : undefined;
}

const COMBINED: Readonly<Record<string, string>> = {
  "all and": "and",
  "all &&": "&&",
  "any or": "or",
  "any ||": "||",
  "none and": "or",
  "none &&": "||",
};

/** `all(x, p) && all(x, q)` goes through x once. */
export const combinedPredicates: Rewrite = (node, rewriting) => {
  if (node.kind !== "binary" || node.left.kind !== "builtin" || node.right.kind !== "builtin") return node;
  const { left, right } = node;
  const operator = COMBINED[`${left.name} ${node.operator}`];
  const [x, p] = left.args;
  const [y, q] = right.args;
  if (operator === undefined || left.name !== right.name || p?.kind !== "predicate" || q?.kind !== "predicate") return node;
  if (x === undefined || y === undefined || rewriting.typeOf(x)?.name !== rewriting.typeOf(y)?.name || !sameSource(x, y))
    return node;
  const both = combinedPredicates({ kind: "binary", at: 0, operator, left: p.node, right: q.node }, rewriting);
  const predicate: PredicateNode = { kind: "predicate", at: 0, node: both };
  return rewriting.replace(node, { kind: "builtin", at: 0, name: left.name, args: [x, predicate] });
};

/** Whether two nodes are written alike. */
function sameSource(a: Node, b: Node): boolean {
  const show = (key: string, value: unknown) => (key === "at" ? 0 : typeof value === "bigint" ? `${value}n` : value);
  return JSON.stringify(a, show) === JSON.stringify(b, show);
}

/** `count(x, p) > 0` stops at the first match, other comparisons when they are decided. */
export const boundedCount: Rewrite = (node, rewriting) => {
  if (node.kind !== "binary" || node.left.kind !== "builtin" || node.left.name !== "count" || node.left.args.length !== 2)
    return node;
  if (node.right.kind !== "integer") return node;
  const limit = node.right.value;
  if ((node.operator === ">" && limit === 0n) || (node.operator === ">=" && limit === 1n))
    return rewriting.replace(node, { kind: "builtin", at: 0, name: "any", args: node.left.args });
  const threshold = node.operator === ">" || node.operator === "<=" ? limit + 1n : limit;
  if (!["<", ">", "<=", ">="].includes(node.operator) || threshold <= 1n) return node;
  const count = rewriting.keep({ ...node.left, threshold: Number(threshold) }, rewriting.typeOf(node.left));
  return rewriting.replace(node, { ...node, left: count });
};
