import type { Node, PairNode } from "../ast.ts";
import type { GoType } from "../go/go-type.ts";

/** An expression that is being rewritten, with the types of its nodes. */
export class Rewriting {
  readonly source: string;
  readonly types: Map<Node, GoType>;
  /** How many nodes were replaced. */
  replaced = 0;

  constructor(source: string, types: ReadonlyMap<Node, GoType>) {
    this.source = source;
    this.types = new Map(types);
  }

  typeOf(node: Node): GoType | undefined {
    return this.types.get(node);
  }

  /** A node in place of another one: at its place, with its type unless another one is given. */
  replace(old: Node, made: Node, type: GoType | undefined = this.types.get(old)): Node {
    this.replaced += 1;
    return this.keep(Object.freeze({ ...made, at: old.at }), type);
  }

  /** Notes a node's type. */
  keep<N extends Node>(node: N, type: GoType | undefined): N {
    if (type !== undefined) this.types.set(node, type);
    return node;
  }
}

/** Looks at a node whose parts have been looked at already; gives it back, or another one in its place. */
export type Rewrite = (node: Node, rewriting: Rewriting) => Node;

/** Every node of a tree, parts before the whole. */
export function rewriteAll(node: Node, rewrite: Rewrite, rewriting: Rewriting): Node {
  const inner = withParts(node, (part) => rewriteAll(part, rewrite, rewriting));
  if (inner !== node) rewriting.keep(inner, rewriting.typeOf(node));
  return rewrite(inner, rewriting);
}

/** The node with its parts changed; itself when none was. */
function withParts(node: Node, change: (part: Node) => Node): Node {
  const parts = partsOf(node, change);
  const changed = Object.entries(parts).some(([key, part]) => !same(part, node[key as keyof Node]));
  return changed ? (Object.freeze({ ...node, ...parts }) as Node) : node;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]));
}

function partsOf(node: Node, change: (part: Node) => Node): Readonly<Record<string, unknown>> {
  const all = (nodes: readonly Node[]) => nodes.map(change);
  switch (node.kind) {
    case "unary":
    case "chain":
    case "predicate":
      return { node: change(node.node) };
    case "binary":
      return { left: change(node.left), right: change(node.right) };
    case "member":
      return { node: change(node.node), property: change(node.property) };
    case "slice":
      return {
        node: change(node.node),
        ...(node.from === undefined ? {} : { from: change(node.from) }),
        ...(node.to === undefined ? {} : { to: change(node.to) }),
      };
    case "call":
      return { callee: change(node.callee), args: all(node.args) };
    case "builtin":
      return { args: all(node.args) };
    case "conditional":
      return { condition: change(node.condition), then: change(node.then), otherwise: change(node.otherwise) };
    case "let":
      return { value: change(node.value), body: change(node.body) };
    case "sequence":
    case "array":
      return { nodes: all(node.nodes) };
    case "map":
      return { pairs: all(node.pairs) as PairNode[] };
    case "pair":
      return { key: change(node.key), value: change(node.value) };
    default:
      return {};
  }
}
