import type { Condition } from "./condition.ts";
import type { NumberOperand, NumberRef } from "./number-ref.ts";
import type { RefOf } from "./ref-of.ts";
import type { Operand, Ref } from "./value-ref.ts";

/**
 * A list that will exist.
 *
 * ```ts
 * when(report.warnings.isEmpty().not(), () => tell({ first: report.warnings.at(0).orElse("") }));
 * ```
 */
export interface ListRef<L extends readonly unknown[]> extends Ref<L> {
  /** How many items it has. Becomes `len(...)`. */
  length(): NumberRef;
  /** Whether it has no items. Becomes `len(...) == 0`. */
  isEmpty(): Condition;
  /** The item at an index; from the end when it is negative; null where there is none. Becomes `get(..., 0)`. */
  at(index: NumberOperand): RefOf<L[number] | null>;
  /** Whether one of its items equals the value. Becomes `... in ...`. */
  includes(item: Operand<L[number]>): Condition;
}
