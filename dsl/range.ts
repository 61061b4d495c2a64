import type { NumberRef } from "./ref.ts";

/** The numbers from `0` to `count - 1`, for a loop. */
export interface Range {
  readonly kind: "range";
  readonly count: number | NumberRef;
}

/**
 * What a loop goes over that only counts: `0` to `count - 1`. The count may be known now or when the pipeline runs.
 *
 * ```ts
 * const folds = forEach(range(5), (fold) => train({ examples, fold }));
 * forEach(range(plan.shards), (shard) => ingest({ shard }));
 * ```
 *
 * Becomes `withSequence: {count: ...}`. A range of nothing is an empty loop, whose results are empty lists.
 */
export const range = (count: number | NumberRef): Range => Object.freeze({ kind: "range", count });
