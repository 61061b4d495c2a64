import { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";
import { isOfTheRun, join, lose, type ObjectValue, plain, unknown, type Value } from "../value.ts";
import { alternatives } from "./alternatives.ts";
import { itemAt, propertyName } from "./bindings.ts";
import { followCallExpression, followNew } from "./calls.ts";
import type { Evaluation } from "./evaluation.ts";
import { functionValue, noteFunction } from "./functions.ts";
import { followBinary, followPostfix, followPrefix } from "./operators.ts";
import { isPlatformName, platformValue } from "./platform.ts";
import { guarded, test } from "./tests.ts";

/** What an expression certainly is. */
export function followExpression(evaluation: Evaluation, given: ts.Expression, scope: Scope): Value {
  const node = unwrapped(given);
  if (ts.isIdentifier(node)) return followName(node, scope);
  if (ts.isStringLiteralLike(node)) return { kind: "plain", text: node.text };
  if (ts.isPropertyAccessExpression(node))
    return evaluation.member(evaluation.value(node.expression, scope), node.name.text, node, scope);
  if (ts.isCallExpression(node)) return followCallExpression(evaluation, node, scope);
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return remember(evaluation, node, scope);
  if (ts.isObjectLiteralExpression(node)) return followObject(evaluation, node, scope);
  if (ts.isArrayLiteralExpression(node)) return followArray(evaluation, node, scope);
  if (ts.isElementAccessExpression(node)) return followElement(evaluation, node, scope);
  if (ts.isTemplateExpression(node)) return followTemplate(evaluation, node, scope);
  if (ts.isTaggedTemplateExpression(node)) return followTagged(evaluation, node, scope);
  if (ts.isBinaryExpression(node)) return followBinary(evaluation, node, scope);
  if (ts.isPrefixUnaryExpression(node)) return followPrefix(evaluation, node, scope);
  if (ts.isPostfixUnaryExpression(node)) return followPostfix(evaluation, node, scope);
  if (ts.isConditionalExpression(node)) return followConditional(evaluation, node, scope);
  if (ts.isNewExpression(node)) return followNew(evaluation, node, scope);
  if (ts.isAwaitExpression(node)) return followAwait(evaluation, node, scope);
  if (ts.isTypeOfExpression(node)) return followTypeOf(evaluation, node, scope);
  if (ts.isVoidExpression(node) || ts.isDeleteExpression(node)) {
    evaluation.value(node.expression, scope);
    return plain;
  }
  if (ts.isYieldExpression(node)) {
    if (node.expression !== undefined) evaluation.release(evaluation.value(node.expression, scope));
    return unknown;
  }
  if (ts.isMetaProperty(node)) return { kind: "platform", path: "import.meta" };
  return isLiteral(node) ? plain : unknown;
}

const isLiteral = (node: ts.Expression): boolean =>
  ts.isNumericLiteral(node) ||
  ts.isBigIntLiteral(node) ||
  [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind);

function followName(node: ts.Identifier, scope: Scope): Value {
  if (node.text === "undefined") return plain;
  const value = scope.valueOf(node.text);
  if (value !== undefined) return value;
  return isPlatformName(node.text) ? platformValue(node.text, node, scope.module) : unknown;
}

function remember(evaluation: Evaluation, node: ts.FunctionLikeDeclaration, scope: Scope): Value {
  const value = functionValue(node, scope);
  noteFunction(evaluation, value);
  return value;
}

function followObject(evaluation: Evaluation, node: ts.ObjectLiteralExpression, scope: Scope): ObjectValue {
  const members = new Map<string, Value>();
  const bases: Value[] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const spread = evaluation.value(property.expression, scope);
      if (spread.kind === "ref") evaluation.use("list", property.expression, property, spread, scope);
      bases.push(spread);
      continue;
    }
    const name = propertyName(property.name);
    if (name === undefined && ts.isComputedPropertyName(property.name)) {
      const key = evaluation.value(property.name.expression, scope);
      evaluation.use("key", property.name.expression, property, key, scope);
    }
    const value = memberValue(evaluation, property, scope);
    if (name === undefined) bases.push(value, unknown);
    else members.set(name, value);
  }
  return { kind: "object", members, bases };
}

function memberValue(
  evaluation: Evaluation,
  property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
  scope: Scope,
): Value {
  if (ts.isShorthandPropertyAssignment(property)) return evaluation.value(property.name, scope);
  if (ts.isPropertyAssignment(property)) return evaluation.value(property.initializer, scope);
  return ts.isMethodDeclaration(property) ? remember(evaluation, property, scope) : unknown;
}

function followArray(evaluation: Evaluation, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const items: Value[] = [];
  let open = false;
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      items.push(ts.isOmittedExpression(element) ? plain : evaluation.value(element, scope));
      continue;
    }
    const spread = evaluation.value(element.expression, scope);
    evaluation.use("list", element.expression, element, spread, scope);
    if (spread.kind === "list" && !spread.open) items.push(...spread.items);
    else {
      open = true;
      items.push(itemAt(spread));
    }
  }
  return { kind: "list", items, open };
}

function followElement(evaluation: Evaluation, node: ts.ElementAccessExpression, scope: Scope): Value {
  const owner = evaluation.value(node.expression, scope);
  const key = evaluation.value(node.argumentExpression, scope);
  evaluation.use("key", node.argumentExpression, node, key, scope);
  const argument = unwrapped(node.argumentExpression);
  if (key.kind === "plain" && key.text !== undefined) return evaluation.member(owner, key.text, node, scope);
  if (owner.kind === "list") return itemAt(owner, ts.isNumericLiteral(argument) ? Number(argument.text) : undefined);
  if (owner.kind === "handle") return { kind: "ref", sort: "value", made: owner.made };
  lose(owner);
  return owner.kind === "varying" ? owner : unknown;
}

function followTemplate(evaluation: Evaluation, node: ts.TemplateExpression, scope: Scope): Value {
  let result: Value = plain;
  for (const { expression } of node.templateSpans) {
    const value = evaluation.value(expression, scope);
    evaluation.use("text", expression, node, value, scope);
    if (value.kind === "varying") result = value;
  }
  return result;
}

/** The tag decides what becomes of the values: Pipewright's `text` takes refs. */
function followTagged(evaluation: Evaluation, node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const tag = evaluation.value(node.tag, scope);
  const values = ts.isTemplateExpression(node.template)
    ? node.template.templateSpans.map(({ expression }) => ({ expression, value: evaluation.value(expression, scope) }))
    : [];
  if (tag.kind === "platform" && tag.path === "String.raw")
    for (const { expression, value } of values) evaluation.use("text", expression, node, value, scope);
  for (const { value } of values) evaluation.release(value);
  if (tag.kind !== "word") return unknown;
  return (
    values.find(({ value }) => value.kind === "varying")?.value ?? {
      kind: "ref",
      sort: "value",
      made: { node, module: scope.module },
    }
  );
}

function followConditional(evaluation: Evaluation, node: ts.ConditionalExpression, scope: Scope): Value {
  const deciding = test(evaluation, node.condition, node, scope);
  const values: Value[] = [];
  const way = (side: ts.Expression) => ({ node: side, follow: () => values.push(evaluation.value(side, scope)) > 0 });
  const truth = deciding.kind === "plain" ? deciding.truth : undefined;
  if (truth !== undefined) return evaluation.value(truth ? node.whenTrue : node.whenFalse, scope);
  if (deciding.kind === "varying") evaluation.state.deciding.push(deciding.cause);
  guarded(node.condition, scope, () => alternatives(evaluation, scope, [way(node.whenTrue), way(node.whenFalse)], false));
  if (deciding.kind !== "varying") return values.reduce(join);
  evaluation.state.deciding.pop();
  return values.some(isOfTheRun) ? values.reduce(join) : deciding;
}

function followAwait(evaluation: Evaluation, node: ts.AwaitExpression, scope: Scope): Value {
  const value = evaluation.value(node.expression, scope);
  evaluation.use("await", node.expression, node, value, scope);
  const call = evaluation.state.calls.at(-1);
  if (call !== undefined && evaluation.state.bodies.length > 0 && evaluation.state.fate.kind === "now")
    evaluation.state.fate = { kind: "late", why: "comes after an await", node, module: scope.module };
  return isOfTheRun(value) ? value : unknown;
}

/** Asking for a type is harmless until the answer decides something. */
function followTypeOf(evaluation: Evaluation, node: ts.TypeOfExpression, scope: Scope): Value {
  const value = evaluation.value(node.expression, scope);
  let outer: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(outer)) outer = outer.parent;
  if (ts.isBinaryExpression(outer) || ts.isSwitchStatement(outer)) evaluation.use("type", node.expression, outer, value, scope);
  return isOfTheRun(value) ? { kind: "plain", text: "object", truth: true } : plain;
}
