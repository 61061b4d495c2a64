import { currentBuilder } from "./build/builder.ts";
import { callerOf } from "./place.ts";
import { operation } from "./ref.ts";
import type { NumberOperand, NumberRef } from "./refs/number-ref.ts";

type Numbers = readonly [NumberOperand, NumberOperand, ...NumberOperand[]];

/**
 * The least of several numbers, of which some will exist only when the pipeline runs.
 *
 * ```ts
 * train({ examples, batchSize: min(counted.rows, 256) });
 * ```
 *
 * Becomes `min(...)`.
 */
export function min(...numbers: Numbers): NumberRef {
  return operation("min", numbers, min, currentBuilder("min(...)", callerOf(min)));
}

/** The greatest of several numbers. Becomes `max(...)`. */
export function max(...numbers: Numbers): NumberRef {
  return operation("max", numbers, max, currentBuilder("max(...)", callerOf(max)));
}
