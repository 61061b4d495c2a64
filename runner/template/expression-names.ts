import type { MemberNode, Node } from "../../compiler/expression/ast.ts";
import { children } from "../../compiler/expression/children.ts";
import type { MapValue, Value } from "../../compiler/expression/value.ts";

/**
 * The variables that an expression needs: `tasks`, `tasks.a`, `tasks.a.outputs`, each way of dots that it goes. What stands to the
 * left of `??` or before `?.` may be missing, its first word not.
 */
export function namesIn(node: Node): readonly string[] {
  const guarded = new Set<Node>();
  markGuarded(node, guarded);
  const names = new Set<string>();
  collect(node, guarded, names);
  return [...names];
}

function markGuarded(node: Node, guarded: Set<Node>): void {
  if (node.kind === "binary" && node.operator === "??") markMembers(node.left, guarded);
  if (node.kind === "member" && node.optional && node.node.kind === "member") guarded.add(node.node);
  for (const child of children(node)) markGuarded(child, guarded);
}

function markMembers(node: Node, guarded: Set<Node>): void {
  if (node.kind === "member") guarded.add(node);
  for (const child of children(node)) markMembers(child, guarded);
}

function collect(node: Node, guarded: ReadonlySet<Node>, names: Set<string>): void {
  for (const child of children(node)) collect(child, guarded, names);
  if (guarded.has(node)) return;
  if (node.kind === "identifier") names.add(node.name);
  if (node.kind === "member") {
    const path = pathOf(node);
    if (path !== undefined) names.add(path);
  }
}

/** The dotted way of `a.b['c']`, when all its steps are plain names. */
function pathOf(node: MemberNode): string | undefined {
  if (node.optional || node.property.kind !== "string") return undefined;
  const { node: from } = node;
  const before = from.kind === "identifier" ? from.name : from.kind === "member" ? pathOf(from) : undefined;
  return before === undefined ? undefined : `${before}.${node.property.value}`;
}

/** Whether a dotted name leads somewhere, be it to nil. Names of the environment may have dots themselves. */
export function isThere(environment: MapValue, name: string): boolean {
  if (environment.entries.has(name)) return true;
  const steps = name.split(".");
  for (let length = steps.length - 1; length > 0; length--) {
    const start = environment.entries.get(steps.slice(0, length).join("."));
    if (start !== undefined) return leadsOn(start, steps.slice(length));
  }
  return false;
}

function leadsOn(start: Value, steps: readonly string[]): boolean {
  let value = start;
  for (const step of steps) {
    if (typeof value !== "object" || value === null) return false;
    const inside = value.kind === "map" ? value.entries : value.kind === "struct" ? value.fields : undefined;
    const next = inside?.get(step);
    if (next === undefined) return false;
    value = next;
  }
  return true;
}
