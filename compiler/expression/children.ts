import type { Node } from "./ast.ts";

/** The nodes that a node is directly made of, in the order of the source. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case "unary":
    case "chain":
    case "predicate":
      return [node.node];
    case "binary":
      return [node.left, node.right];
    case "member":
      return [node.node, node.property];
    case "slice":
      return [node.node, ...(node.from === undefined ? [] : [node.from]), ...(node.to === undefined ? [] : [node.to])];
    case "call":
      return [node.callee, ...node.args];
    case "builtin":
      return node.args;
    case "conditional":
      return [node.condition, node.then, node.otherwise];
    case "let":
      return [node.value, node.body];
    case "sequence":
    case "array":
      return node.nodes;
    case "map":
      return node.pairs;
    case "pair":
      return [node.key, node.value];
    default:
      return [];
  }
}
