import type { Condition } from "./condition.ts";
import type { TextRef } from "./text-ref.ts";

declare const value: unique symbol;

/** What will exist when the pipeline runs. `T` is its value's type, known to the editor only. */
export interface Ref<T> {
  readonly [value]?: T;
  /**
   * Whether both will be equal: numbers as numbers, lists and objects by all that they hold.
   *
   * ```ts
   * when(report.verdict.eq("good"), () => register({ model }));
   * ```
   *
   * Becomes `fromJSON(tasks.report.outputs.parameters.verdict) == 'good'`.
   */
  eq(other: Operand<T>): Condition;
  /** Whether both will differ. Becomes `... != ...`. */
  ne(other: Operand<T>): Condition;
  /**
   * Whether a list holds the value: `country.in(["DE", "FR"])`. The list may be one that will exist.
   *
   * Becomes `... in ['DE', 'FR']`.
   */
  in(values: readonly T[] | Ref<readonly unknown[]>): Condition;
  /**
   * The value as JSON text. It says what `JSON.stringify` says, not always in the same characters: keys come in the order of the
   * alphabet, and `<`, `>` and `&` as `\u003c`, `\u003e` and `\u0026`.
   *
   * Becomes `toJson(...)`.
   */
  json(): TextRef;
}

/** What a ref is compared with: a value now, or one that will exist. */
export type Operand<T> = T | Ref<Widened<T>>;

/** One of a few texts may equal any text. */
type Widened<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : T;
