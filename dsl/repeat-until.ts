import { currentBuilder, rememberOrder } from "./build/builder.ts";
import { type ResultRefs, resultRefs, returnedResults } from "./build/results.ts";
import { callerOf } from "./place.ts";
import { type Condition, isRef, makeRef, type NumberRef, refNode } from "./ref.ts";
import { refuse } from "./refuse.ts";
import type { Step } from "./task.ts";

/** How often at most, and from where. */
export interface RepeatOptions<S> {
  /** The most rounds, at most 90. */
  readonly max: number;
  /** What the first round gets: values, refs and artifacts by name. */
  readonly start?: S;
}

/** What a round must return so that the next one can go on: each name of the start. */
export type NextState<S> = { readonly [K in keyof S]: unknown };

/**
 * Runs the body again until `until` holds of what it returned, at most `max` times, and gives what the last round returned.
 *
 * ```ts
 * const tuned = repeatUntil(
 *   (last, round) => {
 *     const next = improve({ rate: last.rate, round });
 *     return { rate: next.rate, auc: next.auc, model: next.model };
 *   },
 *   (result) => result.auc.gt(0.95),
 *   { max: 20, start: { rate: 0.1 } },
 * );
 * register({ model: tuned.model });
 * ```
 *
 * Becomes a DAG template that calls itself. Rounds are counted from 0.
 */
export function repeatUntil<R extends NextState<S>, const S extends object = {}>(
  body: (last: ResultRefs<S>, round: NumberRef) => R,
  until: (result: R) => Condition,
  { max, start }: RepeatOptions<S>,
): ResultRefs<R> & Step {
  const at = callerOf(repeatUntil);
  const builder = currentBuilder("repeatUntil(...)", at);
  const id = builder.newId();
  const first = returnedResults(start ?? {}, builder, repeatUntil);
  const last = resultRefs(
    first,
    { value: (name) => ({ kind: "state", scope: id, name }), artifact: (name) => ({ kind: "state", scope: id, name }) },
    builder,
  );
  const round = makeRef({ kind: "index", scope: id }, builder);
  const ran = builder.inside(() => {
    const result = body(last as ResultRefs<S>, round);
    return { result, condition: until(result) };
  });
  const returned = returnedResults(ran.returned.result, builder, repeatUntil);
  const condition: unknown = ran.returned.condition;
  if (!isRef(condition)) refuse("when-wants-condition", {}, at);
  builder.add({
    kind: "repeat",
    id,
    start: first.results,
    max,
    until: refNode(condition, builder, repeatUntil),
    body: ran.steps,
    results: returned.results,
    ...(at && { at }),
  });
  const refs = resultRefs(
    returned,
    {
      value: (output) => ({ kind: "output", task: id, output }),
      artifact: (output) => ({ kind: "output", task: id, output }),
    },
    builder,
  );
  return rememberOrder(refs, { kind: "scope", scope: id }) as ResultRefs<R> & Step;
}
