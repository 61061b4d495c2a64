import type { ts } from "ts-morph";
import { join, type ListValue, plain, unknown, type Value } from "../value.ts";
import { itemAt } from "./bindings.ts";
import type { Evaluation, FollowedCall } from "./evaluation.ts";
import { followDoomed } from "./functions.ts";

const withCallback = new Set([
  "map",
  "forEach",
  "filter",
  "flatMap",
  "reduce",
  "reduceRight",
  "find",
  "findLast",
  "findIndex",
  "some",
  "every",
  "sort",
  "toSorted",
]);
const others = new Set([
  "includes",
  "indexOf",
  "push",
  "unshift",
  "pop",
  "shift",
  "at",
  "slice",
  "concat",
  "join",
  "reverse",
  "toReversed",
]);

export const isListMethod = (name: string): boolean => withCallback.has(name) || others.has(name);

/** More items than this are followed as one. */
const maxItems = 20;

/** Methods of lists, and of what may be one: the callback is called now, once per item. */
export function followListMethod(
  evaluation: Evaluation,
  owner: Value,
  name: string,
  callee: ts.PropertyAccessExpression,
  call: FollowedCall,
): Value {
  const { args, scope } = call;
  if (withCallback.has(name)) return followCallbacks(evaluation, owner, name, callee, call);
  if (owner.kind !== "list") {
    for (const arg of args) evaluation.release(arg);
    return owner.kind === "varying" ? owner : unknown;
  }
  switch (name) {
    case "push":
    case "unshift":
      if (evaluation.state.uncertain > 0) owner.open = true;
      if (name === "push") owner.items.push(...args);
      else owner.items.unshift(...args);
      return plain;
    case "includes":
    case "indexOf":
      noteSearch(evaluation, owner, call);
      return plain;
    case "join":
      for (const item of owner.items) evaluation.use("text", callee.expression, call.node, item, scope);
      return plain;
    case "concat":
      return {
        kind: "list",
        items: [...owner.items, ...args.map((arg) => (arg.kind === "list" ? itemAt(arg) : arg))],
        open: true,
      };
    case "pop":
    case "shift":
      owner.open = true;
      return itemAt(owner);
    case "at":
      return itemAt(owner);
    default:
      return { kind: "list", items: [...owner.items], open: true };
  }
}

/** A ref is in no list of plain values, whatever its value will be. */
function noteSearch(evaluation: Evaluation, owner: ListValue, { node, args: [wanted], scope }: FollowedCall): void {
  const [argument] = node.arguments;
  if (argument === undefined || wanted === undefined) return;
  const isPlain = !owner.open && owner.items.length > 0 && owner.items.every(({ kind }) => kind === "plain");
  evaluation.use("equality", argument, node, isPlain && wanted.kind === "ref" ? wanted : unknown, scope);
}

function followCallbacks(
  evaluation: Evaluation,
  owner: Value,
  name: string,
  callee: ts.PropertyAccessExpression,
  { args, scope }: FollowedCall,
): Value {
  const [callback] = args;
  if (callback?.kind !== "function") {
    for (const arg of args) evaluation.release(arg);
    return unknown;
  }
  if (owner.kind === "list" && owner.items.length === 0 && !owner.open && evaluation.state.uncertain === 0) {
    followDoomed(evaluation, callback, {
      kind: "never",
      why: `is in a callback of .${name}(…) of an empty list`,
      node: callee.expression,
      module: scope.module,
    });
    return name === "reduce" ? (args[1] ?? unknown) : { kind: "list", items: [], open: false };
  }
  const items = itemsOf(owner);
  const isExact = owner.kind === "list" && !owner.open && items.length === owner.items.length;
  evaluation.state.uncertain++;
  const results =
    name.startsWith("reduce") || name.endsWith("ort") || name === "toSorted"
      ? [evaluation.call(callback, [unknown, unknown, unknown, unknown])]
      : items.map((item) => evaluation.call(callback, [item, plain, owner]));
  evaluation.state.uncertain--;
  if (name === "map") return { kind: "list", items: results, open: !isExact };
  if (name === "filter") return { kind: "list", items: [...items], open: true } satisfies ListValue;
  if (name === "flatMap")
    return { kind: "list", items: results.map((one) => (one.kind === "list" ? itemAt(one) : one)), open: true };
  if (name === "forEach") return plain;
  return unknown;
}

function itemsOf(owner: Value): readonly Value[] {
  if (owner.kind === "varying") return [owner];
  if (owner.kind !== "list" || owner.items.length === 0) return [unknown];
  return owner.open || owner.items.length > maxItems
    ? [owner.items.reduce<Value | undefined>(join, undefined) ?? unknown]
    : owner.items;
}
