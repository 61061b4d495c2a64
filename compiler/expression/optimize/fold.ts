import type { BinaryNode, BoolNode, FloatNode, IntegerNode, Node, StringNode, UnaryNode } from "../ast.ts";
import { ExpressionError } from "../expression-error.ts";
import { ANY_LIST, BOOL, FLOAT64, INT, STRING } from "../go/go-type.ts";
import { pow } from "../go/pow.ts";
import { concatText } from "../go/utf8.ts";
import { list } from "../make-value.ts";
import { wrap } from "../runtime/numbers.ts";
import type { Rewrite, Rewriting } from "./rewrite.ts";

/**
 * Works out what constants alone decide. Not without effect: `x && false` is false whatever x is, `x && true` is x even when that
 * is no boolean, and a division of whole numbers by zero is an error before anything runs.
 */
export const fold: Rewrite = (node, rewriting) => {
  if (node.kind === "unary") return foldUnary(node, rewriting);
  if (node.kind === "binary") return foldBinary(node, rewriting);
  if (node.kind === "array" && node.nodes.length > 0 && node.nodes.every(isConstant))
    return rewriting.replace(node, { kind: "constant", at: 0, value: list(node.nodes.map(({ value }) => value)) }, ANY_LIST);
  if (node.kind === "builtin" && node.name === "filter") return foldFilters(node, rewriting);
  return node;
};

type Constant = IntegerNode | FloatNode | StringNode | BoolNode;

function isConstant(node: Node): node is Constant {
  return node.kind === "integer" || node.kind === "float" || node.kind === "string" || node.kind === "bool";
}

function integer(value: bigint): IntegerNode {
  return { kind: "integer", at: 0, value: wrap(value) };
}

function float(value: number): FloatNode {
  return { kind: "float", at: 0, value };
}

function bool(value: boolean): BoolNode {
  return { kind: "bool", at: 0, value };
}

function foldUnary(node: UnaryNode, rewriting: Rewriting): Node {
  const inner = node.node;
  const negative = node.operator === "-";
  if (negative || node.operator === "+") {
    if (inner.kind === "integer") return rewriting.replace(node, integer(negative ? -inner.value : inner.value), INT);
    if (inner.kind === "float") return rewriting.replace(node, float(negative ? -inner.value : inner.value), FLOAT64);
    return node;
  }
  return inner.kind === "bool" ? rewriting.replace(node, bool(!inner.value), BOOL) : node;
}

function foldBinary(node: BinaryNode, rewriting: Rewriting): Node {
  const { left, right } = node;
  switch (node.operator) {
    case "and":
    case "&&":
      return foldLogic(node, true, rewriting);
    case "or":
    case "||":
      return foldLogic(node, false, rewriting);
    case "==":
      if (left.kind !== "float" && isConstant(left) && left.kind === right.kind)
        return rewriting.replace(node, bool(left.value === right.value), BOOL);
      return node;
    case "%":
      return left.kind === "integer" && right.kind === "integer" ? foldRemainder(node, left.value, right.value, rewriting) : node;
    case "+":
      if (left.kind === "string" && right.kind === "string")
        return rewriting.replace(node, { kind: "string", at: 0, value: concatText(left.value, right.value) }, STRING);
      return foldNumbers(node, rewriting);
    default:
      return foldNumbers(node, rewriting);
  }
}

/** @param neutral the value that leaves the other side as it is: true for `and`, false for `or` */
function foldLogic(node: BinaryNode, neutral: boolean, rewriting: Rewriting): Node {
  const { left, right } = node;
  if (left.kind === "bool" && left.value === neutral) return rewriting.replace(node, right);
  if (right.kind === "bool" && right.value === neutral) return rewriting.replace(node, left);
  return left.kind === "bool" || right.kind === "bool" ? rewriting.replace(node, bool(!neutral), BOOL) : node;
}

function foldRemainder(node: BinaryNode, a: bigint, b: bigint, rewriting: Rewriting): Node {
  if (b === 0n) throw ExpressionError.at(rewriting.source, node.at, "integer divide by zero");
  return rewriting.replace(node, integer(a % b), INT);
}

const WHOLE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
};
const REAL: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "**": pow,
  "^": pow,
};

function foldNumbers(node: BinaryNode, rewriting: Rewriting): Node {
  const { left, right, operator } = node;
  if ((left.kind !== "integer" && left.kind !== "float") || (right.kind !== "integer" && right.kind !== "float")) return node;
  const whole = WHOLE[operator];
  if (whole !== undefined && left.kind === "integer" && right.kind === "integer")
    return rewriting.replace(node, integer(whole(left.value, right.value)), INT);
  const real = REAL[operator];
  return real === undefined ? node : rewriting.replace(node, float(real(Number(left.value), Number(right.value))), FLOAT64);
}

/** A filter of a filter is one filter. */
function foldFilters(node: Extract<Node, { kind: "builtin" }>, rewriting: Rewriting): Node {
  const [inner, outer] = node.args;
  const innerPredicate = inner?.kind === "builtin" && inner.name === "filter" ? inner.args[1] : undefined;
  const collection = inner?.kind === "builtin" ? inner.args[0] : undefined;
  if (innerPredicate?.kind !== "predicate" || outer?.kind !== "predicate" || collection === undefined) return node;
  const both: BinaryNode = { kind: "binary", at: 0, operator: "&&", left: innerPredicate.node, right: outer.node };
  return rewriting.replace(node, {
    kind: "builtin",
    at: 0,
    name: "filter",
    args: [collection, { kind: "predicate", at: 0, node: both }],
  });
}
