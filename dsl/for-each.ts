import { currentBuilder, rememberOrder } from "./build/builder.ts";
import { type ResultName, resultRefs, returnedResults, type ValueOf } from "./build/results.ts";
import type { ItemsNode, LoopOptions } from "./nodes/pipeline-node.ts";
import type { Json } from "./nodes/ref-node.ts";
import { callerOf, type Place } from "./place.ts";
import type { Range } from "./range.ts";
import { type ArtifactRef, isRef, makeRef, type NumberRef, type Owner, type Ref, type RefOf, refNode, valueNode } from "./ref.ts";
import { refuse } from "./refuse.ts";
import { loopShape } from "./shapes/pipeline-shapes.ts";
import { soundSpec } from "./shapes/sound-spec.ts";
import type { Step } from "./task.ts";

/** An item of the list inside the body; keys of an object are its properties. */
export type ItemRef<T> = RefOf<T>;

/** What the body returned, once per item: values as a list, artifacts as a list that a `listOf(...)` input takes. */
export type Collected<R> = R extends ArtifactRef | Ref<unknown>
  ? CollectedOne<R>
  : R extends object
    ? { readonly [K in ResultName<R>]: CollectedOne<R[K]> }
    : unknown;

type CollectedOne<X> = X extends ArtifactRef<infer Name> ? ArtifactRef<`${Name}[]`> : RefOf<ValueOf<X>[]>;

/**
 * Runs the body once per item, side by side.
 *
 * ```ts
 * const trials = forEach([1e-2, 1e-3], (learningRate) => train({ examples, learningRate }));
 * pick({ models: trials.model, scores: trials.auc });
 *
 * // over a list that a task makes, four pods at a time, to the end whatever fails
 * forEach(plan.candidates, ({ rate, layers }) => train({ examples, rate, layers }), { parallelism: 4, failFast: false });
 * ```
 *
 * Becomes one task with `withItems` or `withSequence`. A body of one task is as many pods as there are items, and nothing else.
 */
export function forEach<const T extends Json, R>(
  items: readonly T[],
  body: (item: ItemRef<T>, index: NumberRef) => R,
  options?: LoopOptions,
): Collected<R> & Step;
export function forEach<R>(
  items: Range,
  body: (item: NumberRef, index: NumberRef) => R,
  options?: LoopOptions,
): Collected<R> & Step;
export function forEach<T, R>(
  items: Ref<readonly T[]>,
  body: (item: ItemRef<T>, index: NumberRef) => R,
  options?: LoopOptions,
): Collected<R> & Step;
export function forEach(
  items: readonly Json[] | Range | Ref<readonly unknown[]>,
  body: (item: never, index: NumberRef) => unknown,
  options: LoopOptions = {},
): object {
  soundSpec(options, loopShape, forEach);
  const at = callerOf(forEach);
  const builder = currentBuilder("forEach(...)", at);
  const id = builder.newId();
  const node = itemsNode(items, builder, at);
  const index = makeRef({ kind: "index", scope: id }, builder);
  const item = node.kind === "range" ? index : makeRef({ kind: "item", scope: id, path: [] }, builder);
  const ran = builder.inside(() => body(item as never, index));
  const returned = returnedResults(ran.returned, builder, forEach);
  builder.add({
    kind: "for-each",
    id,
    items: node,
    options: Object.freeze({ ...options }),
    body: ran.steps,
    results: returned.results,
    ...(at && { at }),
  });
  const collected = resultRefs(
    returned,
    {
      value: (result) => ({ kind: "collected", scope: id, result }),
      artifact: (result) => ({ kind: "collected", scope: id, result }),
      typeOf: (type) => `${type}[]`,
    },
    builder,
  );
  return rememberOrder(collected, { kind: "scope", scope: id });
}

function itemsNode(items: unknown, owner: Owner, at: Place | undefined): ItemsNode {
  if (isRef(items)) return { kind: "value", ref: refNode(items, owner, forEach) };
  if (Array.isArray(items)) return { kind: "list", items: structuredClone(items) as readonly Json[] };
  if (typeof items === "object" && items !== null && (items as Partial<Range>).kind === "range")
    return { kind: "range", count: valueNode((items as Range).count, owner, forEach) };
  return refuse("loop-wants-list", { got: items === null ? "null" : typeof items }, at);
}
