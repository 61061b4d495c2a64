import { ts } from "ts-morph";
import { assignedNames } from "../assigned-names.ts";
import type { Scope } from "../scope.ts";
import { join, lose, unknown, type Value } from "../value.ts";
import type { Evaluation } from "./evaluation.ts";

/** Makes a variable of this scope. */
export function declare(name: ts.Identifier, value: Value, scope: Scope): void {
  const steady = !assignedNames(scope.owner).wild.has(name.text);
  scope.declare({ name: name.text, node: name, module: scope.module, steady, value });
}

/** Gives the names of a pattern what they get out of a value. */
export function bindPattern(evaluation: Evaluation, pattern: ts.BindingName, value: Value, scope: Scope): void {
  if (ts.isIdentifier(pattern)) {
    declare(pattern, value, scope);
    return;
  }
  if (ts.isArrayBindingPattern(pattern)) {
    evaluation.use("list", pattern, pattern.parent, value, scope);
    pattern.elements.forEach((element, index) => {
      if (!ts.isBindingElement(element)) return;
      const item = element.dotDotDotToken === undefined ? itemAt(value, index) : unknown;
      bindPattern(evaluation, element.name, withDefault(evaluation, item, element.initializer, scope), scope);
    });
    return;
  }
  for (const element of pattern.elements) {
    const name = propertyName(element.propertyName ?? element.name);
    const part =
      element.dotDotDotToken !== undefined
        ? rest(value)
        : name === undefined
          ? unknown
          : evaluation.member(value, name, element.name as ts.Expression, scope);
    bindPattern(evaluation, element.name, withDefault(evaluation, part, element.initializer, scope), scope);
  }
}

/** What is left of a value: of refs still refs. */
function rest(value: Value): Value {
  if (value.kind === "handle") return value;
  lose(value);
  return unknown;
}

function withDefault(evaluation: Evaluation, value: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (initializer === undefined || value.kind === "ref" || value.kind === "handle" || value.kind === "varying") return value;
  return join(value, evaluation.value(initializer, scope));
}

/** The name of a property where the program spells it out. */
export function propertyName(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
}

/** An item of a list; `index` is left out for any of them. */
export function itemAt(value: Value, index?: number): Value {
  if (value.kind === "varying") return value;
  if (value.kind !== "list") return unknown;
  if (index !== undefined && !value.open && value.items[index] !== undefined) return value.items[index];
  return value.items.length === 0 ? unknown : value.items.reduce(join);
}

/** Gives a value to what stands on the left of `=`. */
export function assignTo(evaluation: Evaluation, target: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isIdentifier(target)) {
    assignName(evaluation, target, value, scope);
    return;
  }
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    const owner = evaluation.value(target.expression, scope);
    const name = ts.isPropertyAccessExpression(target) ? target.name.text : undefined;
    if (ts.isElementAccessExpression(target)) {
      const key = evaluation.value(target.argumentExpression, scope);
      evaluation.use("key", target.argumentExpression, target, key, scope);
    }
    if (owner.kind === "object" && name !== undefined) {
      const before = evaluation.state.uncertain > 0 ? owner.members.get(name) : undefined;
      owner.members.set(name, before === undefined ? value : join(before, value));
      return;
    }
    if (owner.kind === "object") owner.bases.push(unknown);
    if (owner.kind === "list") {
      owner.items.push(value);
      owner.open = true;
      return;
    }
    evaluation.release(value);
    return;
  }
  if (ts.isArrayLiteralExpression(target)) evaluation.use("list", target, target.parent, value, scope);
  evaluation.release(value);
  for (const part of namesOf(target)) assignName(evaluation, part, unknown, scope);
}

function assignName(evaluation: Evaluation, target: ts.Identifier, value: Value, scope: Scope): void {
  const found = scope.find(target.text);
  if (found?.binding === undefined) {
    evaluation.release(value);
    return;
  }
  const { binding } = found;
  if (found.scope.isModule && evaluation.state.bodies.length > 0 && (value.kind === "ref" || value.kind === "handle"))
    evaluation.facts.sharedRefs.push({
      node: target,
      module: scope.module,
      name: target.text,
      owner: { node: binding.node, module: binding.module },
    });
  if (binding.steady) binding.value = value;
  else evaluation.release(value);
}

function namesOf(target: ts.Node): readonly ts.Identifier[] {
  if (ts.isIdentifier(target)) return [target];
  const found: ts.Identifier[] = [];
  ts.forEachChild(target, (child) => {
    found.push(...namesOf(child));
  });
  return found;
}
