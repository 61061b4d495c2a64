import type { OperationNode, Operator } from "../../dsl/nodes/operation-node.ts";
import type { RefNode, ValueNode } from "../../dsl/nodes/ref-node.ts";
import { expressionWords } from "../argo/expression-words.ts";
import type { LeafRef } from "../plan/visit-plan.ts";
import { atom, binding, type Code, truth, within } from "./operations/code.ts";
import { constantCode } from "./operations/constant-code.ts";
import type { LoweredOperand, LowerOperation } from "./operations/lower-operation.ts";
import { numberOperations } from "./operations/number-operations.ts";
import { jsonCode, partOperations } from "./operations/part-operations.ts";
import { truthOperations } from "./operations/truth-operations.ts";

export { constantExpression } from "./operations/constant-code.ts";

/** Gives the expression whose value is what a ref stands for, decoded. */
export type LeafExpression = (ref: LeafRef) => string;

const operations: Readonly<Record<Operator, LowerOperation>> = { ...truthOperations, ...numberOperations, ...partOperations };

/** A ref as an expression of Argo's expression language (expr-lang), in which numbers are numbers and text is never code. */
export const refExpression = (ref: RefNode, leaf: LeafExpression): string => refCode(ref, leaf).text;

/** A ref as an operand of whatever comes behind it, such as `[0]`: in parentheses when it would fall apart. */
export const operandExpression = (ref: RefNode, leaf: LeafExpression): string => within(refCode(ref, leaf), binding.atom);

/**
 * A condition as a whole `when`: its outermost operator gives a truth value, since Argo reads any text that comes out of an
 * expression as code once more.
 */
export const conditionExpression = (ref: RefNode, leaf: LeafExpression): string => truth(refCode(ref, leaf)).text;

/** What an operation gives as JSON in the wire form: what a step is handed. */
export function operationWire(operation: OperationNode, leaf: LeafExpression): string {
  const code = refCode(operation, leaf);
  if (givesText.has(operation.operator)) return wireOfText(code.text);
  return givesPart.has(operation.operator) ? wireOfJson(code.text) : jsonCode(code).text;
}

const givesText: ReadonlySet<Operator> = new Set(["concat", "text", "asText", "trim", "json"]);
const givesPart: ReadonlySet<Operator> = new Set(["at", "field", "orElse"]);

function refCode(ref: RefNode, leaf: LeafExpression): Code {
  if (ref.kind === "operation")
    return operations[ref.operator](ref.operands.map((node): LoweredOperand => ({ node, code: valueCode(node, leaf) })));
  // the number of an item is an int where its loop stands
  return ref.kind === "index" ? { ...atom(leaf(ref)), largestInt: largestIndex } : atom(leaf(ref));
}

const largestIndex = 2 ** 31;

function valueCode(value: ValueNode, leaf: LeafExpression): Code {
  switch (value.kind) {
    case "constant":
      return constantCode(value.value);
    case "ref":
      return refCode(value.ref, leaf);
    case "file":
      return constantCode(value.file);
  }
}

/** JSON of a text in the wire form: no `{`, `$` or DEL of the text itself remains. */
export const wireOfText = (expression: string): string =>
  `replace(replace(replace(toJson(${expression}), '{', '\\\\u007b'), '$', '\\\\u0024'), '\\x7f', '\\\\u007f')`;

/**
 * JSON of a list or an object in the wire form: its own braces stay, two in a row come from text only. No two stand here either: in the
 * output of a DAG an expression stands outside of any tag, and they would begin one.
 */
export const wireOfJson = (expression: string): string =>
  `replace(replace(replace(toJson(${expression}), '{' + '{', '{\\\\u007b'), '$', '\\\\u0024'), '\\x7f', '\\\\u007f')`;

/**
 * What a loop gives for one output, decoded. Argo makes a list of JSON values when all items gave objects or lists, and
 * otherwise a list of texts, each of them JSON; so a text in it is always one to decode.
 */
export const collectedExpression = (aggregate: string): string =>
  `map(fromJSON(${aggregate}), { type(#) == 'string' ? fromJSON(#) : # })`;

/** `tasks.train` or `tasks['for-each-train']`; the same for members of anything. */
export function member(of: string, name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !expressionWords.has(name) ? `${of}.${name}` : `${of}['${name}']`;
}
