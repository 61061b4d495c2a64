/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Numbers a task inside its pipeline, in the order of writing. */
export type TaskId = number & { readonly __task?: never };
/** Numbers a loop or a branch inside its pipeline, in the order of writing. */
export type ScopeId = number & { readonly __scope?: never };

/** Where the value of a ref will come from. */
export type RefNode =
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "output"; readonly task: TaskId; readonly output: string }
  | { readonly kind: "item"; readonly scope: ScopeId; readonly path: readonly string[] }
  | { readonly kind: "index"; readonly scope: ScopeId }
  | { readonly kind: "collected"; readonly scope: ScopeId; readonly result: string }
  | OperationNode;

/** A value computed from others when the pipeline runs. */
export interface OperationNode {
  readonly kind: "operation";
  readonly operator: Operator;
  readonly operands: readonly ValueNode[];
}

export type CompareOperator = "eq" | "ne" | "lt" | "le" | "gt" | "ge";
export type LogicOperator = "and" | "or" | "not";
export type Operator = CompareOperator | LogicOperator;

/** A value in an argument or a condition: a constant, a ref, or a file of the project. */
export type ValueNode =
  | { readonly kind: "constant"; readonly value: Json }
  | { readonly kind: "ref"; readonly ref: RefNode }
  | { readonly kind: "file"; readonly file: string };

/** Where an artifact will come from. */
export type ArtifactNode =
  | { readonly kind: "output"; readonly task: TaskId; readonly output: string; readonly type: string }
  | { readonly kind: "collected"; readonly scope: ScopeId; readonly result: string; readonly type: string };
