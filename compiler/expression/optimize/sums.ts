import type { BinaryNode, IntegerNode, Node } from "../ast.ts";
import { INT } from "../go/go-type.ts";
import { wrap } from "../runtime/numbers.ts";
import type { Rewrite } from "./rewrite.ts";

/** Sums over a range of constants are worked out by formula: `sum(1..100, # * 2)`, `reduce(1..9, # + #acc)`. */
export const rangeSum: Rewrite = (node, rewriting) => {
  if (node.kind !== "builtin" || (node.name !== "sum" && node.name !== "reduce")) return node;
  const [range, predicate, initial] = node.args;
  if (range?.kind !== "binary" || range.operator !== ".." || range.left.kind !== "integer" || range.right.kind !== "integer")
    return node;
  const [from, to] = [range.left.value, range.right.value];
  if (to < from) return node;
  const count = to - from + 1n;
  const sum = (count * (from + to)) / 2n;
  const value = node.name === "sum" ? summed(sum, count, predicate) : reduced(sum, predicate, initial);
  return value === undefined ? node : rewriting.replace(node, { kind: "integer", at: 0, value: wrap(value) }, INT);
};

function summed(sum: bigint, count: bigint, predicate: Node | undefined): bigint | undefined {
  if (predicate === undefined) return sum;
  if (predicate.kind !== "predicate") return undefined;
  const body = predicate.node;
  if (isItem(body)) return sum;
  if (body.kind !== "binary") return undefined;
  const [constant, itemFirst] = isItem(body.left)
    ? [body.right, true]
    : isItem(body.right)
      ? [body.left, false]
      : [undefined, false];
  if (constant?.kind !== "integer") return undefined;
  if (body.operator === "*") return constant.value * sum;
  if (body.operator === "+") return sum + count * constant.value;
  if (body.operator === "-") return itemFirst ? sum - count * constant.value : count * constant.value - sum;
  return undefined;
}

function reduced(sum: bigint, predicate: Node | undefined, initial: Node | undefined): bigint | undefined {
  const body = predicate?.kind === "predicate" ? predicate.node : undefined;
  if (body?.kind !== "binary" || body.operator !== "+") return undefined;
  const adds = (isItem(body.left) && isAccumulator(body.right)) || (isAccumulator(body.left) && isItem(body.right));
  if (!adds) return undefined;
  if (initial === undefined) return sum;
  return initial.kind === "integer" ? (initial as IntegerNode).value + sum : undefined;
}

function isItem(node: Node): boolean {
  return node.kind === "pointer" && node.name === "";
}

function isAccumulator(node: Node): boolean {
  return node.kind === "pointer" && node.name === "acc";
}

/** `sum([a, b, c])` is `a + (b + c)`, which joins texts as well. */
export const listSum: Rewrite = (node, rewriting) => {
  if (node.kind !== "builtin" || node.name !== "sum" || node.args.length !== 1) return node;
  const [list] = node.args;
  return list?.kind === "array" && list.nodes.length >= 2 ? rewriting.replace(node, added(list.nodes)) : node;
};

function added(nodes: readonly Node[]): BinaryNode {
  const [left, ...rest] = nodes as readonly [Node, ...Node[]];
  const right = rest.length === 1 ? (rest[0] as Node) : added(rest);
  return { kind: "binary", at: 0, operator: "+", left, right };
}

/** `sum(map(x, p))` is `sum(x, p)`. */
export const mappedSum: Rewrite = (node, rewriting) => {
  if (node.kind !== "builtin" || node.name !== "sum" || node.args.length !== 1) return node;
  const [inner] = node.args;
  return inner?.kind === "builtin" && inner.name === "map" && inner.args.length === 2
    ? rewriting.replace(node, { kind: "builtin", at: 0, name: "sum", args: inner.args })
    : node;
};
