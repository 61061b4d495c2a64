import type { MemberNode, Node } from "../../expression/ast.ts";
import { children } from "../../expression/children.ts";

/** A name in an expression: `tasks['a'].outputs.result` is `tasks.a.outputs.result`. */
export interface ExpressionName {
  readonly name: string;
  readonly steps: readonly string[];
  /** Characters of the expression before it. */
  readonly at: number;
  /** Whether `??` or `?.` takes care of its absence. */
  readonly guarded: boolean;
  /** Whether it is one of several that `??` chooses from. */
  readonly alternative: boolean;
  /** Whether it is read only when a condition of the expression says so. */
  readonly conditional: boolean;
}

/** The names of variables that an expression reads, each as far as its steps are constant. Names of its own `let` are not among them. */
export function expressionNames(node: Node): readonly ExpressionName[] {
  const found: ExpressionName[] = [];
  collect(node, { guarded: false, alternative: false, conditional: false, locals: new Set() }, found);
  return found;
}

interface Around {
  readonly guarded: boolean;
  readonly alternative: boolean;
  readonly conditional: boolean;
  readonly locals: ReadonlySet<string>;
}

function collect(node: Node, around: Around, found: ExpressionName[]): void {
  if (node.kind === "let") {
    collect(node.value, around, found);
    collect(node.body, { ...around, locals: new Set([...around.locals, node.name]) }, found);
    return;
  }
  const chain = node.kind === "identifier" || node.kind === "member" || node.kind === "chain" ? chainOf(node) : undefined;
  if (chain !== undefined) {
    const { steps, optional } = chain;
    if (around.locals.has(steps[0] ?? "")) return;
    const { guarded, alternative, conditional } = around;
    found.push({ name: steps.join("."), steps, at: startOf(node), guarded: guarded || optional, alternative, conditional });
    return;
  }
  if (node.kind === "binary" && node.operator === "??") {
    collect(node.left, { ...around, guarded: true, alternative: true }, found);
    collect(node.right, { ...around, alternative: true }, found);
    return;
  }
  if (node.kind === "conditional") {
    collect(node.condition, around, found);
    for (const branch of [node.then, node.otherwise]) collect(branch, { ...around, conditional: true }, found);
    return;
  }
  for (const child of children(node)) collect(child, around, found);
}

/** `a.b['c']`, all of whose steps are plain names; the part before one that is not is a chain of its own. */
function chainOf(node: Node): { readonly steps: readonly string[]; readonly optional: boolean } | undefined {
  if (node.kind === "identifier") return { steps: [node.name], optional: false };
  if (node.kind === "chain") return chainOf(node.node);
  if (node.kind !== "member" || node.property.kind !== "string") return undefined;
  const before = chainOf((node as MemberNode).node);
  // A method is no variable; sprig's functions are looked at by name.
  if (node.method && before?.steps[0] !== "sprig") return undefined;
  return before === undefined
    ? undefined
    : { steps: [...before.steps, node.property.value], optional: before.optional || node.optional };
}

function startOf(node: Node): number {
  return node.kind === "member" || node.kind === "chain" ? startOf(node.node) : node.at;
}
