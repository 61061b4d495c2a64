import { ts } from "ts-morph";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";
import type { Evaluation } from "./evaluation.ts";

/** A statement that makes a condition and drops it: `rows.gt(3);`. `void` says that it is meant. */
export function noteDropped(evaluation: Evaluation, node: ts.Expression, scope: Scope): void {
  const inner = unwrapped(node);
  if (evaluation.state.fate.kind !== "never" && isFreshCondition(evaluation, inner))
    evaluation.facts.droppedConditions.push({ node: inner, module: scope.module });
}

/** A constant that gets a condition, and whose name is nowhere else. */
export function noteUnread(evaluation: Evaluation, declaration: ts.VariableDeclaration, scope: Scope): void {
  const { name, initializer } = declaration;
  if (!ts.isIdentifier(name) || name.text.startsWith("_") || initializer === undefined || scope.isModule) return;
  if (evaluation.state.bodies.length === 0 || !isFreshCondition(evaluation, unwrapped(initializer))) return;
  if (mentions(scope.owner, name.text) === 1) evaluation.facts.unreadConditions.push({ node: name, module: scope.module });
}

/** Whether an expression is the very call that makes a condition; a helper that returns one may be called for its tasks. */
function isFreshCondition(evaluation: Evaluation, node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const value = evaluation.valueBefore(node);
  return value.kind === "ref" && value.sort === "condition" && value.made.node === node;
}

function mentions(node: ts.Node, name: string): number {
  if (ts.isIdentifier(node)) return node.text === name ? 1 : 0;
  let count = 0;
  ts.forEachChild(node, (child) => {
    count += mentions(child, name);
  });
  return count;
}
