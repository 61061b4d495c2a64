import { ts } from "ts-morph";

const known = new WeakMap<ts.Node, ReadonlySet<string>>();

/**
 * The names that a function takes from around it. A name that is declared anywhere inside counts as its own, so that none is named
 * by mistake.
 */
export function freeNames(root: ts.Node): ReadonlySet<string> {
  const found = known.get(root) ?? find(root);
  known.set(root, found);
  return found;
}

function find(root: ts.Node): ReadonlySet<string> {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node)) (isDeclaration(node) ? declared : used).add(node.text);
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node)) visitProperty(node);
    else ts.forEachChild(node, visit);
  };
  const visitProperty = ({ name, initializer }: ts.PropertyAssignment): void => {
    if (ts.isComputedPropertyName(name)) visit(name);
    visit(initializer);
  };
  visit(root);
  return new Set([...used].filter((name) => !declared.has(name)));
}

/** Whether an identifier names something, and does not read it. */
function isDeclaration(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return (
    (parent as { readonly name?: ts.Node }).name === node ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent)
  );
}
