import type { CompareOperator, Json, OperationNode, Operator, RefNode, ValueNode } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import { expressionWords } from "../argo/expression-words.ts";
import type { LeafRef } from "../plan/visit-plan.ts";

/** Gives the expression whose value is what a ref stands for, decoded. */
export type LeafExpression = (ref: LeafRef) => string;

const comparisons: Readonly<Record<CompareOperator, string>> = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" };
const isComparison = (operator: Operator): operator is CompareOperator => Object.hasOwn(comparisons, operator);

/** A ref as an expression of Argo's expression language (expr-lang), in which numbers are numbers and text is never code. */
export function refExpression(ref: RefNode, leaf: LeafExpression): string {
  return ref.kind === "operation" ? operationExpression(ref, leaf) : leaf(ref);
}

function operationExpression({ operator, operands }: OperationNode, leaf: LeafExpression): string {
  if (isComparison(operator)) return operands.map((operand) => valueExpression(operand, leaf)).join(` ${comparisons[operator]} `);
  if (operator === "not") return `!${nested(operands[0]!, leaf, true)}`;
  return operands.map((operand) => nested(operand, leaf)).join(operator === "and" ? " && " : " || ");
}

/**
 * A condition as a whole `when`: its outermost operator gives a truth value, since Argo reads any text that comes out of an
 * expression as code once more.
 */
export function conditionExpression(ref: RefNode, leaf: LeafExpression): string {
  return ref.kind === "operation" ? refExpression(ref, leaf) : `${leaf(ref)} == true`;
}

function nested(value: ValueNode, leaf: LeafExpression, alwaysInside = false): string {
  if (value.kind !== "ref") return valueExpression(value, leaf);
  const { ref } = value;
  const inner = conditionExpression(ref, leaf);
  const isLogic = ref.kind === "operation" && (ref.operator === "and" || ref.operator === "or");
  return alwaysInside || isLogic ? `(${inner})` : inner;
}

/** A value as an expression. */
export function valueExpression(value: ValueNode, leaf: LeafExpression): string {
  switch (value.kind) {
    case "constant":
      return constantExpression(value.value);
    case "ref": {
      const inner = refExpression(value.ref, leaf);
      return value.ref.kind === "operation" && value.ref.operator !== "not" ? `(${inner})` : inner;
    }
    case "file":
      return constantExpression(value.file);
  }
}

/** A constant in an expression; spaces keep two closing braces apart, which would end the tag. */
export function constantExpression(value: Json): string {
  if (value === null) return "nil";
  if (typeof value === "string") return textConstant(value);
  if (typeof value !== "object") return String(value);
  // inside a map the language tells whole numbers from others, and what a task gave has none but others
  if (!isList(value) || value.some((item) => typeof item === "object" && item !== null))
    return `fromJSON(${textConstant(encodeWire(value))})`;
  return `[${value.map(constantExpression).join(", ")}]`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Single quotes; ASCII other than letters, digits, space and `_ - .` as `\xNN`, so that no character means anything. */
function textConstant(text: string): string {
  const safe = text.replace(
    /[^A-Za-z0-9 _.\u0080-\u{10ffff}-]/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `'${safe}'`;
}

/** JSON of a text in the wire form: no `{`, `$` or DEL of the text itself remains. */
export const wireOfText = (expression: string): string =>
  `replace(replace(replace(toJson(${expression}), '{', '\\\\u007b'), '$', '\\\\u0024'), '\\x7f', '\\\\u007f')`;

/** JSON of a list or an object in the wire form: its own braces stay, two in a row come from text only. */
export const wireOfJson = (expression: string): string =>
  `replace(replace(replace(toJson(${expression}), '{{', '{\\\\u007b'), '$', '\\\\u0024'), '\\x7f', '\\\\u007f')`;

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
