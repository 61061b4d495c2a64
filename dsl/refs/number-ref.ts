import type { Condition } from "./condition.ts";
import type { Ref } from "./value-ref.ts";

/** A number now, or one that will exist. */
export type NumberOperand = number | Ref<number>;

/**
 * A number that will exist. It is a JavaScript number in every operation: `7 / 2` is 3.5, and whole numbers are exact up to 2^53.
 *
 * ```ts
 * const margin = fit.auc.minus(baseline.auc);
 * when(margin.gt(0.01), () => register({ model, margin }));
 * ```
 */
export interface NumberRef<T extends number = number> extends Ref<T> {
  /** Whether it is greater. Becomes `... > ...`. */
  gt(other: NumberOperand): Condition;
  /** Whether it is greater or equal. Becomes `... >= ...`. */
  ge(other: NumberOperand): Condition;
  /** Whether it is less. Becomes `... < ...`. */
  lt(other: NumberOperand): Condition;
  /** Whether it is less or equal. Becomes `... <= ...`. */
  le(other: NumberOperand): Condition;
  /** The sum. Becomes `... + ...`. */
  plus(other: NumberOperand): NumberRef;
  /** The difference. Becomes `... - ...`. */
  minus(other: NumberOperand): NumberRef;
  /** The product. Becomes `... * ...`. */
  times(other: NumberOperand): NumberRef;
  /**
   * The quotient, a fraction too. By zero it is infinite, as everywhere in JavaScript: that compares, but a step that is handed it as
   * an argument fails, since JSON has no such number.
   *
   * Becomes `... / ...`.
   */
  dividedBy(other: NumberOperand): NumberRef;
  /**
   * What remains of a division of whole numbers, with the sign of the dividend: `rows.modulo(100)`. A fraction, or a divisor of zero,
   * fails the step that reads it.
   *
   * Becomes `int(toJson(...)) % ...`.
   */
  modulo(other: NumberOperand): NumberRef;
  /** The same with the other sign. Becomes `-...`. */
  negate(): NumberRef;
  /** Without its sign. Becomes `abs(...)`. */
  abs(): NumberRef;
  /** The next whole number below. Becomes `floor(...)`. */
  floor(): NumberRef;
  /** The next whole number above. Becomes `ceil(...)`. */
  ceil(): NumberRef;
  /** The nearest whole number, halves go up as in `Math.round`. Becomes `ceil(floor(... * 2) / 2)`. */
  round(): NumberRef;
}
