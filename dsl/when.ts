import { currentBuilder, rememberOrder } from "./build/builder.ts";
import { callerOf } from "./place.ts";
import { type Condition, isRef, refNode } from "./ref.ts";
import { refuse } from "./refuse.ts";
import type { Step } from "./task.ts";

/**
 * Runs the tasks inside only when `condition` holds at run time.
 *
 * ```ts
 * when(report.accuracy.gt(0.9), () => {
 *   register({ model });
 * });
 * ```
 *
 * Becomes `when: "{{= ... }}"` on the task; tasks inside are Skipped together when it does not hold.
 */
export function when(condition: Condition, body: () => void): Step {
  const at = callerOf(when);
  const builder = currentBuilder("when(...)", at);
  if (!isRef(condition)) {
    refuse("when-wants-condition", {}, at);
  }
  const id = builder.newId();
  builder.addWhen(id, refNode(condition, builder, when), at, body);
  return rememberOrder(Object.freeze({}), { kind: "scope", scope: id });
}
