import { ts } from "ts-morph";
import type { UseKind } from "../facts.ts";
import type { Scope } from "../scope.ts";
import { unwrapped } from "../unwrapped.ts";

/** Names of the types that only refs and steps have. */
const typesOfTheRun = /(Ref|Condition|Task|Step|Branch)$/;

/**
 * Whether an expression was meant to be a ref whenever its function is called. A helper that asks whether an optional parameter is
 * there, or which of several types it has, is right even where all of today's calls give it a ref.
 *
 * @param bodies functions that are bodies of words: what these get is always a ref
 */
export function isMeantAsRef(kind: UseKind, node: ts.Node, scope: Scope, bodies: WeakSet<ts.Node>): boolean {
  const root = rootOf(node);
  if (root === undefined) return true;
  const parameter = parameterBehind(root, scope, bodies);
  if (parameter === undefined) return true;
  const { type, questionToken, initializer } = parameter;
  if (kind === "type" || questionToken !== undefined || initializer !== undefined) return false;
  if (type === undefined) return kind !== "equality";
  if (root !== node || !ts.isIdentifier(parameter.name)) return false;
  return ts.isTypeReferenceNode(type) && typesOfTheRun.test(type.typeName.getText());
}

/** The variable that `a.b.c` starts at. */
function rootOf(node: ts.Node): ts.Identifier | undefined {
  let inner: ts.Node = node;
  while (!ts.isIdentifier(inner)) {
    if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) inner = inner.expression;
    else if (ts.isExpression(inner) && unwrapped(inner) !== inner) inner = unwrapped(inner);
    else return undefined;
  }
  return inner;
}

/** The parameter of a helper that a variable is, or is taken out of. */
function parameterBehind(
  name: ts.Identifier,
  scope: Scope,
  bodies: WeakSet<ts.Node>,
  depth = 0,
): ts.ParameterDeclaration | undefined {
  const binding = scope.find(name.text)?.binding;
  if (binding === undefined || depth > 5) return undefined;
  let declaration: ts.Node = binding.node.parent;
  while (ts.isBindingElement(declaration) || ts.isObjectBindingPattern(declaration) || ts.isArrayBindingPattern(declaration))
    declaration = declaration.parent;
  if (ts.isParameter(declaration)) return bodies.has(declaration.parent) ? undefined : declaration;
  const source = ts.isVariableDeclaration(declaration) && declaration.initializer ? rootOf(declaration.initializer) : undefined;
  return source === undefined || source.text === name.text ? undefined : parameterBehind(source, scope, bodies, depth + 1);
}
