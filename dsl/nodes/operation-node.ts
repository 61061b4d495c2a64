import type { Place } from "../place.ts";
import type { ValueNode } from "./ref-node.ts";

/** A value computed from others when the pipeline runs. */
export interface OperationNode {
  readonly kind: "operation";
  readonly operator: Operator;
  /** In the order of writing: the ref itself first, then the arguments. */
  readonly operands: readonly ValueNode[];
  readonly at?: Place;
}

export type CompareOperator = "eq" | "ne" | "lt" | "le" | "gt" | "ge";
export type LogicOperator = "and" | "or" | "not";
/** Questions to a text or a list. `inTexts` is `in` of what is a text for sure, whose list can be written as it is. */
export type SearchOperator = "in" | "inTexts" | "includes" | "contains" | "startsWith" | "endsWith" | "matches";
export type NumberOperator =
  | "plus"
  | "minus"
  | "times"
  | "dividedBy"
  | "modulo"
  | "negate"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "min"
  | "max";
/** `text` is the template tag, whose parts are texts; `asText` is the text that a text is already, and of any other value its JSON. */
export type TextOperator = "concat" | "text" | "asText" | "trim" | "json";
/** Parts of a value, and what stands in for one that is null. */
export type PartOperator = "length" | "at" | "field" | "orElse";
export type Operator = CompareOperator | LogicOperator | SearchOperator | NumberOperator | TextOperator | PartOperator;
