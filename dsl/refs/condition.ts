import type { Ref } from "./value-ref.ts";

/**
 * A truth value that will exist: what `when` takes. A boolean output is one, and so is each comparison.
 *
 * ```ts
 * when(checked.ok.and(fit.auc.gt(0.9)), () => register({ model }));
 * ```
 *
 * Becomes `fromJSON(tasks.checked.outputs.parameters.ok) == true && fromJSON(tasks.fit.outputs.parameters.auc) > 0.9`.
 */
export interface Condition extends Ref<boolean> {
  /** Holds when this one and the others hold. Becomes `... && ...`. */
  and(...others: readonly [Ref<boolean>, ...Ref<boolean>[]]): Condition;
  /** Holds when this one or one of the others holds. Becomes `... || ...`. */
  or(...others: readonly [Ref<boolean>, ...Ref<boolean>[]]): Condition;
  /** Holds when this one does not. Becomes `!(...)`. */
  not(): Condition;
}
