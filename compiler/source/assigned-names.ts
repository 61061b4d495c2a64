import { ts } from "ts-morph";

/** How the variables around a piece of program are assigned by it. */
export interface AssignedNames {
  /** Assigned at all, after the declaration. */
  readonly all: ReadonlySet<string>;
  /** Assigned in a loop or by an inner function, so that no place tells what it holds. */
  readonly wild: ReadonlySet<string>;
}

const known = new WeakMap<ts.Node, AssignedNames>();

/** The names that are assigned inside a node; the same name in an inner scope counts too, which errs on the safe side. */
export function assignedNames(node: ts.Node): AssignedNames {
  const found = known.get(node) ?? find(node);
  known.set(node, found);
  return found;
}

function find(root: ts.Node): AssignedNames {
  const all = new Set<string>();
  const wild = new Set<string>();
  const visit = (node: ts.Node, isWild: boolean): void => {
    for (const name of targetsOf(node)) {
      all.add(name);
      if (isWild) wild.add(name);
    }
    const inner = isWild || (node !== root && (ts.isFunctionLike(node) || ts.isIterationStatement(node, false)));
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(root, false);
  return { all, wild };
}

function targetsOf(node: ts.Node): readonly string[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return namesIn(node.left);
  if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator))
    return namesIn(node.operand);
  if ((ts.isForOfStatement(node) || ts.isForInStatement(node)) && !ts.isVariableDeclarationList(node.initializer))
    return namesIn(node.initializer);
  return [];
}

/** `a`, `[a, b]`, `{ a, b: c }` on the left of an assignment; not `a.b`. */
function namesIn(target: ts.Expression): readonly string[] {
  if (ts.isIdentifier(target)) return [target.text];
  if (ts.isArrayLiteralExpression(target)) return target.elements.flatMap(namesIn);
  if (ts.isSpreadElement(target) || ts.isParenthesizedExpression(target)) return namesIn(target.expression);
  if (ts.isBinaryExpression(target)) return namesIn(target.left);
  if (!ts.isObjectLiteralExpression(target)) return [];
  return target.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name.text];
    if (ts.isPropertyAssignment(property)) return namesIn(property.initializer);
    return ts.isSpreadAssignment(property) ? namesIn(property.expression) : [];
  });
}

/** `=`, `+=` and the others. */
export const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const isStep = (kind: ts.SyntaxKind): boolean => kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken;
