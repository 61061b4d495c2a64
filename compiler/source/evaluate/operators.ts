import { ts } from "ts-morph";
import { isAssignment } from "../assigned-names.ts";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";
import { isOfTheRun, join, plain, unknown, type Value } from "../value.ts";
import { noteDropped } from "./conditions.ts";
import type { Evaluation } from "./evaluation.ts";

const Kind = ts.SyntaxKind;

/** The operator behind `+=` and its like; undefined for `=`. */
const compound: Readonly<Partial<Record<ts.SyntaxKind, ts.SyntaxKind>>> = {
  [Kind.PlusEqualsToken]: Kind.PlusToken,
  [Kind.MinusEqualsToken]: Kind.MinusToken,
  [Kind.AsteriskEqualsToken]: Kind.AsteriskToken,
  [Kind.AsteriskAsteriskEqualsToken]: Kind.AsteriskAsteriskToken,
  [Kind.SlashEqualsToken]: Kind.SlashToken,
  [Kind.PercentEqualsToken]: Kind.PercentToken,
  [Kind.AmpersandAmpersandEqualsToken]: Kind.AmpersandAmpersandToken,
  [Kind.BarBarEqualsToken]: Kind.BarBarToken,
  [Kind.QuestionQuestionEqualsToken]: Kind.QuestionQuestionToken,
};

export function followBinary(evaluation: Evaluation, node: ts.BinaryExpression, scope: Scope): Value {
  const operator = node.operatorToken.kind;
  if (isAssignment(operator)) return followAssignment(evaluation, node, operator, scope);
  const left = evaluation.value(node.left, scope);
  if (operator === Kind.CommaToken) {
    noteDropped(evaluation, node.left, scope);
    return evaluation.value(node.right, scope);
  }
  const lazy =
    operator === Kind.AmpersandAmpersandToken || operator === Kind.BarBarToken || operator === Kind.QuestionQuestionToken;
  if (lazy) noteLogic(evaluation, operator, node, left, scope);
  if (lazy) evaluation.state.uncertain++;
  if (lazy && left.kind === "varying") evaluation.state.deciding.push(left.cause);
  const right = lazy && isDecided(operator, left) ? left : evaluation.value(node.right, scope);
  if (lazy && left.kind === "varying") evaluation.state.deciding.pop();
  if (lazy) evaluation.state.uncertain--;
  return combine(evaluation, operator, { node, left, right }, scope);
}

/** Whether the right side of `&&` or `||` is never looked at, because of what a ref is. */
function isDecided(operator: ts.SyntaxKind, left: Value): boolean {
  if (left.kind !== "plain" || left.truth === undefined) return false;
  return operator === (left.truth ? Kind.BarBarToken : Kind.AmpersandAmpersandToken);
}

/** Two operands that are known. */
interface Operands {
  readonly node: ts.BinaryExpression;
  readonly left: Value;
  readonly right: Value;
}

function followAssignment(evaluation: Evaluation, node: ts.BinaryExpression, operator: ts.SyntaxKind, scope: Scope): Value {
  const plainOperator = compound[operator];
  if (plainOperator === undefined) {
    const value = evaluation.value(node.right, scope);
    evaluation.assign(node.left, value, scope);
    return value;
  }
  const left = evaluation.value(node.left, scope);
  noteLogic(evaluation, plainOperator, node, left, scope);
  const value = combine(evaluation, plainOperator, { node, left, right: evaluation.value(node.right, scope) }, scope);
  evaluation.assign(node.left, value, scope);
  return value;
}

function noteLogic(evaluation: Evaluation, operator: ts.SyntaxKind, node: ts.BinaryExpression, left: Value, scope: Scope): void {
  const kind =
    operator === Kind.AmpersandAmpersandToken
      ? "and"
      : operator === Kind.BarBarToken
        ? "or"
        : operator === Kind.QuestionQuestionToken
          ? "nullish"
          : undefined;
  const operand = unwrapped(node.left);
  if (kind !== undefined) evaluation.use(kind, operand, node, left, scope);
}

function combine(evaluation: Evaluation, operator: ts.SyntaxKind, { node, left, right }: Operands, scope: Scope): Value {
  const both = (kind: "equality" | "order" | "arithmetic" | "text"): Value => {
    evaluation.use(kind, node.left, node, left, scope);
    if (!isOfTheRun(left)) evaluation.use(kind, node.right, node, right, scope);
    return left.kind === "varying" ? left : right.kind === "varying" ? right : plain;
  };
  switch (operator) {
    case Kind.AmpersandAmpersandToken:
      return isOfTheRun(left) ? right : left.kind === "varying" ? (isOfTheRun(right) ? unknown : left) : join(left, right);
    case Kind.BarBarToken:
    case Kind.QuestionQuestionToken:
      return isOfTheRun(left) ? left : left.kind === "varying" && !isOfTheRun(right) ? left : join(left, right);
    case Kind.EqualsEqualsToken:
    case Kind.EqualsEqualsEqualsToken:
    case Kind.ExclamationEqualsToken:
    case Kind.ExclamationEqualsEqualsToken:
      return followEquality(evaluation, { node, left, right }, scope);
    case Kind.LessThanToken:
    case Kind.LessThanEqualsToken:
    case Kind.GreaterThanToken:
    case Kind.GreaterThanEqualsToken:
      return both("order");
    case Kind.PlusToken:
      return both(isText(node.left) || isText(node.right) ? "text" : "arithmetic");
    case Kind.InstanceOfKeyword:
      evaluation.use("type", node.left, node, left, scope);
      return isOfTheRun(left) ? { kind: "plain", truth: false } : plain;
    case Kind.InKeyword:
      evaluation.use("key", node.left, node, left, scope);
      return plain;
    default:
      return both("arithmetic");
  }
}

/** Tasks may be told apart by `===`; what a ref is equal to, nobody knows yet. */
function followEquality(evaluation: Evaluation, { node, left, right }: Operands, scope: Scope): Value {
  const isIdentity = (value: Value) => value.kind === "handle";
  if (!isIdentity(left) && !isIdentity(right)) {
    evaluation.use("equality", node.left, node, left, scope);
    if (!isOfTheRun(left)) evaluation.use("equality", node.right, node, right, scope);
  }
  if (left.kind === "varying" || right.kind === "varying") return left.kind === "varying" ? left : right;
  const isSame = sameness(left, right);
  const isNegated = [Kind.ExclamationEqualsToken, Kind.ExclamationEqualsEqualsToken].includes(node.operatorToken.kind);
  return isSame === undefined ? plain : { kind: "plain", truth: isSame !== isNegated };
}

/** A ref equals no value of now, and its type is always the same. */
function sameness(left: Value, right: Value): boolean | undefined {
  if (left.kind !== "plain" || right.kind !== "plain")
    return (isOfTheRun(left) && right.kind === "plain") || (isOfTheRun(right) && left.kind === "plain") ? false : undefined;
  if (left.truth === undefined && right.truth === undefined) return undefined;
  return left.text === undefined || right.text === undefined ? undefined : left.text === right.text;
}

const isText = (node: ts.Expression): boolean => {
  const inner = unwrapped(node);
  return (
    ts.isStringLiteralLike(inner) ||
    ts.isTemplateExpression(inner) ||
    (ts.isBinaryExpression(inner) && inner.operatorToken.kind === Kind.PlusToken && (isText(inner.left) || isText(inner.right)))
  );
};

export function followPrefix(evaluation: Evaluation, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  const value = evaluation.value(node.operand, scope);
  evaluation.use(node.operator === Kind.ExclamationToken ? "not" : "arithmetic", node.operand, node, value, scope);
  if (value.kind === "plain" && value.truth !== undefined && node.operator === Kind.ExclamationToken)
    return { kind: "plain", truth: !value.truth };
  return value.kind === "varying" ? value : plain;
}

export function followPostfix(evaluation: Evaluation, node: ts.PostfixUnaryExpression, scope: Scope): Value {
  const value = evaluation.value(node.operand, scope);
  evaluation.use("arithmetic", node.operand, node, value, scope);
  return value.kind === "varying" ? value : plain;
}
