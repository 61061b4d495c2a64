import { type BranchDraft, type Builder, currentBuilder, rememberOrder, type WhenDraft } from "./build/builder.ts";
import {
  type ResultName,
  type ResultRefs,
  type ReturnedResults,
  resultRefs,
  returnedResults,
  type ValueOf,
} from "./build/results.ts";
import { callerOf, type Place } from "./place.ts";
import { type ArtifactRef, type Condition, isRef, type Ref, type RefOf, refNode } from "./ref.ts";
import { refuse } from "./refuse.ts";
import type { Step } from "./task.ts";

/** What two branches both return: of each name the union of its types. */
export type Merged<A, B> = A extends ArtifactRef | Ref<unknown>
  ? MergedOne<A, B>
  : { readonly [K in ResultName<A> & ResultName<B>]: MergedOne<A[K], B[K]> };

type MergedOne<A, B> =
  A extends ArtifactRef<infer Left>
    ? B extends ArtifactRef<infer Right>
      ? ArtifactRef<Left | Right>
      : never
    : B extends ArtifactRef
      ? never
      : RefOf<ValueOf<A> | ValueOf<B>>;

/** A `when` to which further branches can be added; by itself a step, whose outputs nobody outside can read. */
export interface Branch<R> extends Step {
  /** Runs the tasks inside when `condition` holds and none before it did. */
  elseWhen<S>(condition: Condition, body: () => S): Branch<Merged<R, S>>;
  /**
   * Runs the tasks inside when no condition held, and gives what the branches returned: each name that all of them have, whichever
   * ran.
   */
  otherwise<S>(body: () => S): ResultRefs<Merged<R, S>> & Step;
}

/**
 * Runs the tasks inside only when `condition` holds at run time.
 *
 * ```ts
 * when(report.accuracy.gt(0.9), () => {
 *   register({ model });
 * });
 *
 * const { model } = when(rows.gt(1e6), () => trainLarge({ examples }))
 *   .elseWhen(rows.gt(1e4), () => trainSmall({ examples }))
 *   .otherwise(() => ({ model: baseline.model }));
 * ```
 *
 * One branch becomes `when: "{{= ... }}"` on the task. Several become a DAG of their own, in which each waits for its condition and
 * whose outputs are those of the branch that ran. What a branch returns may come from before the `when`, too.
 */
export function when<R>(condition: Condition, body: () => R): Branch<R> {
  const at = callerOf(when);
  const builder = currentBuilder("when(...)", at);
  const id = builder.newId();
  const draft: WhenDraft = builder.add({ kind: "when", id, branches: [], ...(at && { at }) });
  return addBranch({ builder, draft, returned: [] }, condition, body, when, at) as Branch<R>;
}

interface Building {
  readonly builder: Builder;
  readonly draft: WhenDraft;
  readonly returned: readonly ReturnedResults[];
}

function addBranch(
  { builder, draft, returned }: Building,
  condition: unknown,
  body: () => unknown,
  word: Function,
  at: Place | undefined,
): Branch<unknown> {
  if (!isRef(condition)) refuse("when-wants-condition", {}, at);
  const building = withBody({ builder, draft, returned }, { condition: refNode(condition, builder, word) }, body, word, at);
  const elseWhen = (next: unknown, inside: () => unknown): Branch<unknown> =>
    addBranch(building, next, inside, elseWhen, requirePlace(building, "elseWhen", callerOf(elseWhen)));
  const otherwise = (inside: () => unknown): object => {
    const done = withBody(building, {}, inside, otherwise, requirePlace(building, "otherwise", callerOf(otherwise)));
    return mergedRefs(done);
  };
  const branch = Object.freeze({ elseWhen, otherwise }) as unknown as Branch<unknown>;
  return rememberOrder(branch, { kind: "scope", scope: draft.id });
}

/** A branch stands where its `when` stands: in another body its steps would be forgotten or run too often. */
function requirePlace({ builder, draft, returned }: Building, word: string, at: Place | undefined): Place | undefined {
  if (!builder.open || !builder.isHere(draft) || draft.branches.length !== returned.length)
    refuse("branch-elsewhere", { word }, at);
  return at;
}

function withBody(
  { builder, draft, returned }: Building,
  branch: Pick<BranchDraft, "condition">,
  body: () => unknown,
  word: Function,
  at: Place | undefined,
): Building {
  const ran = builder.inside(body);
  const results = returnedResults(ran.returned, builder, word);
  draft.branches.push({ ...branch, body: ran.steps, results: results.results, ...(at && { at }) });
  return { builder, draft, returned: [...returned, results] };
}

/** Refs to the names that all branches return, each as the same kind of thing. */
function mergedRefs({ builder, draft, returned }: Building): object {
  const [first, ...others] = returned as readonly [ReturnedResults, ...ReturnedResults[]];
  const shared = Object.entries(first.results).filter(([name, arg]) =>
    others.every(({ results }) => results[name]?.kind === arg.kind),
  );
  const scope = draft.id;
  const types = new Map<string, string>();
  for (const [name, arg] of shared) {
    const all = [arg, ...others.map(({ results }) => results[name]!)];
    types.set(name, [...new Set(all.map((one) => (one.kind === "artifact" ? one.artifact.type : "")))].join(" | "));
  }
  const merged = shared.map(([name, arg]) => [
    name,
    arg.kind === "artifact" ? { ...arg, artifact: { ...arg.artifact, type: types.get(name)! } } : arg,
  ]);
  const refs = resultRefs(
    { results: Object.fromEntries(merged), isOne: first.isOne },
    {
      value: (result) => ({ kind: "merged", scope, result }),
      artifact: (result) => ({ kind: "merged", scope, result }),
    },
    builder,
  );
  return rememberOrder(refs, { kind: "scope", scope });
}
