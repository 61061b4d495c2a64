import { type Condition, makeRef, valueNode } from "./ref.ts";

/** Holds when all of them hold. */
export function and(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return makeRef({ kind: "logic", operator: "and", operands: conditions.map(valueNode) });
}

/** Holds when one of them holds. */
export function or(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return makeRef({ kind: "logic", operator: "or", operands: conditions.map(valueNode) });
}

/** Holds when the condition does not. */
export function not(condition: Condition): Condition {
  return makeRef({ kind: "not", operand: valueNode(condition) });
}
