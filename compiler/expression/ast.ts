import type { Value } from "./value.ts";

/**
 * What an expression is made of. Nodes are frozen; `at` is how many characters stand before the place that an error
 * of this node points at.
 */
export type Node =
  | NilNode
  | IdentifierNode
  | IntegerNode
  | FloatNode
  | BoolNode
  | StringNode
  | BytesNode
  | ConstantNode
  | UnaryNode
  | BinaryNode
  | ChainNode
  | MemberNode
  | SliceNode
  | CallNode
  | BuiltinNode
  | PredicateNode
  | PointerNode
  | ConditionalNode
  | LetNode
  | SequenceNode
  | ArrayNode
  | MapNode
  | PairNode;

export interface NilNode {
  readonly kind: "nil";
  readonly at: number;
}

export interface IdentifierNode {
  readonly kind: "identifier";
  readonly at: number;
  readonly name: string;
}

export interface IntegerNode {
  readonly kind: "integer";
  readonly at: number;
  readonly value: bigint;
}

export interface FloatNode {
  readonly kind: "float";
  readonly at: number;
  readonly value: number;
}

export interface BoolNode {
  readonly kind: "bool";
  readonly at: number;
  readonly value: boolean;
}

export interface StringNode {
  readonly kind: "string";
  readonly at: number;
  readonly value: string;
}

export interface BytesNode {
  readonly kind: "bytes";
  readonly at: number;
  readonly value: string;
}

/** A list or set that was worked out before the run; only the optimizer makes it. */
export interface ConstantNode {
  readonly kind: "constant";
  readonly at: number;
  readonly value: Value;
}

export interface UnaryNode {
  readonly kind: "unary";
  readonly at: number;
  readonly operator: string;
  readonly node: Node;
}

export interface BinaryNode {
  readonly kind: "binary";
  readonly at: number;
  readonly operator: string;
  readonly left: Node;
  readonly right: Node;
}

/** What `?.` may leave early: all of `a?.b.c`. */
export interface ChainNode {
  readonly kind: "chain";
  readonly at: number;
  readonly node: Node;
}

/** `a.b`, `a["b"]`, `a[0]`. */
export interface MemberNode {
  readonly kind: "member";
  readonly at: number;
  readonly node: Node;
  readonly property: Node;
  readonly optional: boolean;
  /** Whether it is called: `a.b()`. */
  readonly method: boolean;
}

export interface SliceNode {
  readonly kind: "slice";
  readonly at: number;
  readonly node: Node;
  readonly from?: Node;
  readonly to?: Node;
}

export interface CallNode {
  readonly kind: "call";
  readonly at: number;
  readonly callee: Node;
  readonly args: readonly Node[];
}

export interface BuiltinNode {
  readonly kind: "builtin";
  readonly at: number;
  readonly name: string;
  readonly args: readonly Node[];
  /** What becomes of each item that a filter lets through; only the optimizer sets it. */
  readonly mapped?: Node;
  /** Whether finding nothing is an error; only the optimizer sets it. */
  readonly throws?: boolean;
  /** How many matches are enough for a count; only the optimizer sets it. */
  readonly threshold?: number;
}

/** The body of a closure, `{ # > 1 }`. */
export interface PredicateNode {
  readonly kind: "predicate";
  readonly at: number;
  readonly node: Node;
}

/** `#`, `#index`, `#acc`. */
export interface PointerNode {
  readonly kind: "pointer";
  readonly at: number;
  readonly name: string;
}

/** `a ? b : c` and `if a { b } else { c }`. */
export interface ConditionalNode {
  readonly kind: "conditional";
  readonly at: number;
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
}

export interface LetNode {
  readonly kind: "let";
  readonly at: number;
  readonly name: string;
  readonly value: Node;
  readonly body: Node;
}

export interface SequenceNode {
  readonly kind: "sequence";
  readonly at: number;
  readonly nodes: readonly Node[];
}

export interface ArrayNode {
  readonly kind: "array";
  readonly at: number;
  readonly nodes: readonly Node[];
}

export interface MapNode {
  readonly kind: "map";
  readonly at: number;
  readonly pairs: readonly PairNode[];
}

export interface PairNode {
  readonly kind: "pair";
  readonly at: number;
  readonly key: Node;
  readonly value: Node;
}
