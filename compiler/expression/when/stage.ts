import type { Pattern } from "./token.ts";

export type StageValue = null | boolean | number | string | Pattern | readonly StageValue[];

/** What a stage does; the two sides belong to the place in the tree and not to it. */
export interface Action {
  /** An operator, or what is no operator: a value, a parenthesis, a way to a field. */
  readonly operator: string;
  readonly literal?: StageValue;
  /** The field that is asked for. */
  readonly field?: string;
}

/** One step of the evaluation. Stages are moved about while the order of operators is worked out. */
export interface Stage {
  action: Action;
  left: Stage | undefined;
  right: Stage | undefined;
}

export const LITERAL = "literal";
export const PARENTHESES = "(…)";
export const ACCESS = "access";
