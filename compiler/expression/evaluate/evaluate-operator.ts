import type { BinaryNode, Node, UnaryNode } from "../ast.ts";
import { panic } from "../go/go-panic.ts";
import { INT_LIST } from "../go/go-type.ts";
import { compileRegexp } from "../go/regexp.ts";
import { fromBytes } from "../go/utf8.ts";
import { typedList } from "../make-value.ts";
import { ARITHMETIC, negate } from "../runtime/arithmetic.ts";
import { type Comparison, compare } from "../runtime/compare.ts";
import { equal, isNil } from "../runtime/equal.ts";
import { isIn } from "../runtime/fetch.ts";
import { asBool, asInt, asText, badConversion, toInt } from "../runtime/numbers.ts";
import { isList, type Value } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";

type Operation = (node: BinaryNode, evaluation: Evaluation) => Value;

export function evaluateUnary(node: UnaryNode, evaluation: Evaluation): Value {
  const value = evaluation.value(node.node);
  if (node.operator === "!" || node.operator === "not") return !asBool(value);
  return node.operator === "-" ? negate(value) : value;
}

export function evaluateBinary(node: BinaryNode, evaluation: Evaluation): Value {
  const operation = OPERATIONS.get(node.operator) ?? panic(`unknown operator (${node.operator})`);
  return operation(node, evaluation);
}

/** An operator that looks at both of its sides. */
function both(operation: (a: Value, b: Value, evaluation: Evaluation) => Value): Operation {
  return (node, evaluation) => {
    const a = evaluation.value(node.left);
    return operation(a, evaluation.value(node.right), evaluation);
  };
}

/** An operator between texts that is false when a side is nil. */
function betweenTexts(operation: (a: string, b: string) => boolean): Operation {
  return both((a, b) => (isNil(a) || isNil(b) ? false : operation(asText(a), asText(b))));
}

const or: Operation = (node, evaluation) => {
  const left = evaluation.value(node.left);
  return asBool(left) ? true : evaluation.value(node.right);
};

const and: Operation = (node, evaluation) => {
  const left = evaluation.value(node.left);
  return asBool(left) ? evaluation.value(node.right) : false;
};

const coalesce: Operation = (node, evaluation) => {
  const left = evaluation.value(node.left);
  return isNil(left) ? evaluation.value(node.right) : left;
};

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["==", isEqual],
  ["!=", (node, evaluation) => !isEqual(node, evaluation)],
  ["or", or],
  ["||", or],
  ["and", and],
  ["&&", and],
  ["??", coalesce],
  ...(["<", ">", "<=", ">="] as const).map(
    (operator: Comparison) => [operator, both((a, b) => compare(operator, a, b))] as [string, Operation],
  ),
  ...[...ARITHMETIC].map(([operator, operation]) => [operator, both(operation)] as [string, Operation]),
  ["in", both(isIn)],
  ["..", both(range)],
  ["matches", both(matches)],
  ["contains", betweenTexts((a, b) => a.includes(b))],
  ["startsWith", betweenTexts((a, b) => a.startsWith(b))],
  ["endsWith", betweenTexts((a, b) => a.endsWith(b))],
]);

/** When both sides are known to be ints or both texts, Go takes them as such without looking. */
function isEqual(node: BinaryNode, evaluation: Evaluation): boolean {
  const a = evaluation.value(node.left);
  const b = evaluation.value(node.right);
  const kind = sharedKind(node, evaluation);
  if (kind === "int") return asInt(a) === asInt(b);
  if (kind === "string") return asText(a) === asText(b);
  return equal(a, b);
}

function sharedKind({ left, right }: { readonly left: Node; readonly right: Node }, evaluation: Evaluation): string | undefined {
  const a = evaluation.types.get(left);
  const b = evaluation.types.get(right);
  if (a === undefined || b === undefined || a.name !== b.name) return undefined;
  return a.name === "int" || a.name === "string" ? a.name : undefined;
}

function range(a: Value, b: Value, evaluation: Evaluation): Value {
  const from = toInt(a);
  const to = toInt(b);
  const size = to < from ? 0n : to - from + 1n;
  evaluation.grow(Number(size));
  return typedList(
    INT_LIST,
    Array.from({ length: Number(size) }, (_, i) => from + BigInt(i)),
  );
}

function matches(text: Value, pattern: Value): boolean {
  if (isNil(text) || isNil(pattern)) return false;
  const source = asText(pattern);
  if (typeof text === "string") return compileRegexp(source).test(text);
  if (!isList(text) || text.type.name !== "[]uint8") return badConversion(text, "[]uint8");
  return compileRegexp(source).test(fromBytes(Uint8Array.from(text.items, (byte) => Number(toInt(byte)))));
}
