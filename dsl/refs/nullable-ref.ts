import type { DslTypeError } from "../type-error.ts";
import type { Condition } from "./condition.ts";
import type { CertainRef } from "./ref-of.ts";
import type { Operand, Ref } from "./value-ref.ts";

/**
 * A value that may be null when the pipeline runs. Until `orElse` says what stands in for it, it can be passed on and compared by `eq`
 * and `ne`, and nothing else: a null in arithmetic would fail the step in the middle of a run.
 *
 * ```ts
 * when(previous.auc.orElse(0).lt(fit.auc), () => register({ model }));
 * ```
 */
export type NullableRef<T> = Nullable<T> & Refused<Exclude<keyof CertainRef<NonNullable<T>>, keyof Nullable<T>>>;

interface Nullable<T> extends Ref<T> {
  /** Whether both are equal; `eq(null)` asks whether there is nothing. */
  eq(other: Operand<T> | null): Condition;
  ne(other: Operand<T> | null): Condition;
  /**
   * The value, or what stands in for it when it is null.
   *
   * Becomes `(... ?? ...)`.
   */
  orElse(value: Operand<NonNullable<T>>): CertainRef<NonNullable<T>>;
}

type Refused<Names extends PropertyKey> = {
  readonly [Name in Names]: DslTypeError<"this value may be null: say what stands in for it by .orElse(value) first">;
};
