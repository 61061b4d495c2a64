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
}

/** The names of variables that an expression reads, each as far as its steps are constant. Names of its own `let` are not among them. */
export function expressionNames(node: Node): readonly ExpressionName[] {
  const found: ExpressionName[] = [];
  collect(node, false, new Set(), found);
  return found;
}

function collect(node: Node, guarded: boolean, locals: ReadonlySet<string>, found: ExpressionName[]): void {
  if (node.kind === "let") {
    collect(node.value, guarded, locals, found);
    collect(node.body, guarded, new Set([...locals, node.name]), found);
    return;
  }
  if (node.kind === "identifier" || node.kind === "member") {
    const chain = chainOf(node);
    if (chain !== undefined) {
      const name = chain.steps.join(".");
      if (!locals.has(chain.steps[0] ?? ""))
        found.push({ name, steps: chain.steps, at: startOf(node), guarded: guarded || chain.optional });
      return;
    }
  }
  if (node.kind === "binary" && node.operator === "??") {
    collect(node.left, true, locals, found);
    collect(node.right, guarded, locals, found);
    return;
  }
  for (const child of children(node)) collect(child, guarded, locals, found);
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
