import { callerOf } from "./place.ts";
import { isRef, operation } from "./ref.ts";
import type { Condition } from "./refs/condition.ts";
import type { Ref } from "./refs/value-ref.ts";
import { refuse } from "./refuse.ts";

type Conditions = readonly [Ref<boolean>, ...Ref<boolean>[]];

/**
 * Holds when all of them hold.
 *
 * ```ts
 * when(and(checked.ok, fit.auc.gt(0.9)), () => register({ model }));
 * ```
 *
 * Becomes `... && ...`.
 */
export function and(...conditions: Conditions): Condition {
  return operation("and", requireConditions(conditions, and), and);
}

/** Holds when one of them holds. Becomes `... || ...`. */
export function or(...conditions: Conditions): Condition {
  return operation("or", requireConditions(conditions, or), or);
}

/** Holds when the condition does not. Becomes `!(...)`. */
export function not(condition: Ref<boolean>): Condition {
  return operation("not", requireConditions([condition], not), not);
}

function requireConditions(given: readonly unknown[], word: Function): readonly unknown[] {
  if (given.length > 0 && given.every(isRef)) return given;
  return refuse("logic-wants-conditions", { word: word.name }, callerOf(word));
}
