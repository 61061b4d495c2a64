import { argNode } from "./build/add-task.ts";
import { currentBuilder, rememberOrder } from "./build/builder.ts";
import type { ArgNode } from "./nodes/pipeline-node.ts";
import type { Json, ScopeId } from "./nodes/ref-node.ts";
import { callerOf } from "./place.ts";
import { type ArtifactRef, makeArtifactRef, makeRef, type NumberRef, type Owner, type Ref, type RefOf } from "./ref.ts";
import type { Step } from "./task.ts";

/** An item of the list inside the body; of an object also each of its keys. */
export type ItemRef<T> = RefOf<T> &
  (T extends readonly unknown[] ? unknown : T extends object ? { readonly [K in keyof T]: RefOf<T[K]> } : unknown);

/** What the body returned, once per item: values as a list, artifacts as a list that a `listOf(...)` input takes. */
export type Collected<R> = {
  readonly [K in keyof R as R[K] extends ArtifactRef | Ref<unknown> ? K : never]: R[K] extends ArtifactRef<infer Name>
    ? ArtifactRef<`${Name}[]`>
    : R[K] extends Ref<infer T>
      ? Ref<T[]>
      : never;
};

/**
 * Runs the body once per item, side by side.
 *
 * ```ts
 * const trials = forEach([1e-2, 1e-3], (learningRate) => train({ examples, learningRate }));
 * pick({ models: trials.model, scores: trials.auc });
 * ```
 *
 * Becomes one task with `withItems`. A body of one task is as many pods as there are items, and nothing else.
 */
export function forEach<const T extends Json, R>(
  items: readonly T[],
  body: (item: ItemRef<T>, index: NumberRef) => R,
): Collected<R> & Step {
  const at = callerOf(forEach);
  const builder = currentBuilder("forEach(...)", at);
  const id = builder.newId();
  let results: Readonly<Record<string, ArgNode>> = {};
  builder.addForEach(id, structuredClone(items), at, () => {
    results = resultNodes(body(itemRef<T>(id, items, builder), makeRef({ kind: "index", scope: id }, builder)), builder);
    return results;
  });
  const collected: Record<string, unknown> = {};
  for (const [name, node] of Object.entries(results)) {
    collected[name] =
      node.kind === "artifact"
        ? makeArtifactRef({ kind: "collected", scope: id, result: name, type: `${node.artifact.type}[]` }, builder)
        : makeRef({ kind: "collected", scope: id, result: name }, builder);
  }
  return rememberOrder(Object.freeze(collected), { kind: "scope", scope: id }) as Collected<R> & Step;
}

/** What a body may return: an object with refs; a task's own methods are left out. */
function resultNodes(returned: unknown, owner: Owner): Readonly<Record<string, ArgNode>> {
  if (typeof returned !== "object" || returned === null) return {};
  return Object.freeze(
    Object.fromEntries(
      Object.entries(returned)
        .filter(([, value]) => typeof value !== "function")
        .map(([name, value]) => [name, argNode(value, owner, forEach)]),
    ),
  );
}

function itemRef<T>(scope: ScopeId, items: readonly Json[], owner: Owner): ItemRef<T> {
  const ref = makeRef({ kind: "item", scope, path: [] }, owner);
  const [first] = items;
  if (typeof first !== "object" || first === null || Array.isArray(first)) return ref as unknown as ItemRef<T>;
  const keys = Object.keys(first).filter((key) => !(key in ref));
  const members = keys.map((key) => [key, makeRef({ kind: "item", scope, path: [key] }, owner)]);
  return Object.freeze({ ...ref, ...Object.fromEntries(members) });
}
