import type { Node } from "../ast.ts";
import { GoPanic } from "../go/go-panic.ts";
import { BYTES, UINT8 } from "../go/go-type.ts";
import { toBytes } from "../go/utf8.ts";
import { list, map, sizedInt, typedList } from "../make-value.ts";
import { callFunction } from "../runtime/call.ts";
import { isNil } from "../runtime/equal.ts";
import { fetch, slice } from "../runtime/fetch.ts";
import { asBool, badConversion } from "../runtime/numbers.ts";
import { typeName } from "../type-of.ts";
import type { Value } from "../value.ts";
import { evaluateBuiltin } from "./evaluate-builtin.ts";
import { evaluateBinary, evaluateUnary } from "./evaluate-operator.ts";
import { type Evaluation, LEFT_CHAIN, type Outcome } from "./evaluation.ts";
import { PanicAt } from "./panic-at.ts";

type Handlers = { readonly [K in Node["kind"]]: (node: Extract<Node, { kind: K }>, evaluation: Evaluation) => Outcome };

const HANDLERS: Handlers = {
  nil: () => null,
  bool: (node) => node.value,
  integer: (node) => node.value,
  float: (node) => node.value,
  string: (node) => node.value,
  constant: (node) => node.value,
  bytes: (node) =>
    typedList(
      BYTES,
      Array.from(toBytes(node.value), (byte) => sizedInt(UINT8, BigInt(byte))),
    ),
  identifier: (node, evaluation) => {
    const local = evaluation.locals.findLast(({ name }) => name === node.name);
    if (local !== undefined) return local.value;
    return node.name === "$env" ? evaluation.environment : (evaluation.variables.get(node.name) ?? null);
  },
  unary: evaluateUnary,
  binary: evaluateBinary,
  chain: (node, evaluation) => {
    const outcome = evaluation.evaluate(node.node);
    return outcome === LEFT_CHAIN || isNil(outcome) ? null : outcome;
  },
  member: (node, evaluation) => {
    const from = evaluation.evaluate(node.node);
    if (from === LEFT_CHAIN || (node.optional && isNil(from))) return LEFT_CHAIN;
    return fetch(from, evaluation.value(node.property));
  },
  slice: (node, evaluation) => {
    const value = evaluation.value(node.node);
    const to = node.to === undefined ? byteOrItemCount(value) : evaluation.value(node.to);
    const from = node.from === undefined ? 0n : evaluation.value(node.from);
    return slice(value, from, to);
  },
  call: (node, evaluation) => {
    const args = node.args.map((arg) => evaluation.value(arg));
    const callee = evaluation.evaluate(node.callee);
    return callee === LEFT_CHAIN ? LEFT_CHAIN : callFunction(callee, args);
  },
  builtin: evaluateBuiltin,
  predicate: (node, evaluation) => evaluation.value(node.node),
  pointer: (node, evaluation) => {
    const { loop } = evaluation;
    if (node.name === "index") return BigInt(loop.index);
    if (node.name === "acc") return loop.accumulator;
    return loop.item(loop.index);
  },
  conditional: (node, evaluation) => evaluation.value(asBool(evaluation.value(node.condition)) ? node.then : node.otherwise),
  let: (node, evaluation) => {
    evaluation.locals.push({ name: node.name, value: evaluation.value(node.value) });
    const value = evaluation.value(node.body);
    evaluation.locals.pop();
    return value;
  },
  sequence: (node, evaluation) => {
    let value: Value = null;
    for (const part of node.nodes) value = evaluation.value(part);
    return value;
  },
  array: (node, evaluation) => {
    const items = node.nodes.map((item) => evaluation.value(item));
    evaluation.grow(items.length);
    return list(items);
  },
  map: (node, evaluation) => {
    const pairs = node.pairs.map((pair) => [evaluation.value(pair.key), evaluation.value(pair.value)] as const);
    evaluation.grow(pairs.length);
    // Of equal keys the first one counts; Go fills the map from the end.
    return map(pairs.toReversed().map(([key, value]) => [typeof key === "string" ? key : badConversion(key, "string"), value]));
  },
  pair: (node, evaluation) => evaluation.value(node.value),
};

/** The value of a node; Go's panics get the place of the node where they happened. @throws PanicAt */
export function evaluateNode(node: Node, evaluation: Evaluation): Outcome {
  try {
    const handler = HANDLERS[node.kind] as (node: Node, evaluation: Evaluation) => Outcome;
    return handler(node, evaluation);
  } catch (error) {
    if (error instanceof GoPanic) throw new PanicAt(error.message, node.at);
    throw error;
  }
}

function byteOrItemCount(value: Value): bigint {
  if (typeof value === "string") return BigInt(toBytes(value).length);
  if (typeof value === "object" && value !== null && value.kind === "list") return BigInt(value.items.length);
  if (typeof value === "object" && value !== null && value.kind === "map") return BigInt(value.entries.size);
  throw new GoPanic(`invalid argument for len (type ${typeName(value)})`);
}
