import type { ArgNode, Results } from "../nodes/pipeline-node.ts";
import type { ArtifactSourceNode, RefNode } from "../nodes/ref-node.ts";
import { type ArtifactRef, isArtifactRef, isRef, makeArtifactRef, makeRef, type Owner, type Ref, type RefOf } from "../ref.ts";
import { argNode } from "./add-task.ts";

/** The name of what a body returns that is one ref, and not an object of them. */
const only = "result";

/** What a body returned: by name, and whether the author wants one ref back or an object of them. */
export interface ReturnedResults {
  readonly results: Results;
  readonly isOne: boolean;
}

/** What a body returned, as data. An object of refs and values (methods of a task are left out), or one ref; nothing else has results. */
export function returnedResults(returned: unknown, owner: Owner, word: Function): ReturnedResults {
  if (isRef(returned) || isArtifactRef(returned))
    return { results: Object.freeze({ [only]: argNode(returned, owner, word) }), isOne: true };
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) return { results: {}, isOne: false };
  const members = Object.entries(returned).filter(([, value]) => typeof value !== "function" && value !== undefined);
  const results = Object.fromEntries(members.map(([name, value]) => [name, argNode(value, owner, word)]));
  return { results: Object.freeze(results), isOne: false };
}

/** Where outside code finds one result. */
export interface ResultNodes {
  readonly value: (name: string) => RefNode;
  readonly artifact: (name: string) => ArtifactSourceNode;
  /** The type of the artifact outside, from its type inside. */
  readonly typeOf?: (type: string) => string;
}

/** Refs to what a body returned, for the code outside of it: an object of them, or the one. */
export function resultRefs({ results, isOne }: ReturnedResults, nodes: ResultNodes, owner: Owner): object {
  const { typeOf = (type: string) => type } = nodes;
  const refOf = (name: string, arg: ArgNode): object =>
    arg.kind === "artifact"
      ? makeArtifactRef({ ...nodes.artifact(name), type: typeOf(arg.artifact.type) }, owner)
      : makeRef(nodes.value(name), owner);
  if (isOne) return refOf(only, results[only]!);
  return Object.freeze(Object.fromEntries(Object.entries(results).map(([name, arg]) => [name, refOf(name, arg)])));
}

/** The value that a ref or a constant stands for. */
export type ValueOf<X> = X extends Ref<infer T> ? T : X;

/** Names of what a body returned that are results: methods of a task are none. */
export type ResultName<R> = { [K in keyof R]: R[K] extends (...args: never) => unknown ? never : K }[keyof R] & string;

/** A result as a ref: an artifact stays one, a value becomes the ref of its type. */
export type ResultRef<X> =
  X extends ArtifactRef<infer Name> ? ArtifactRef<Name> : X extends Ref<infer T> ? RefOf<T> : RefOf<Widened<X>>;

/** What a body returned, as refs: one, or an object of them. */
export type ResultRefs<R> = R extends ArtifactRef | Ref<unknown>
  ? ResultRef<R>
  : R extends object
    ? { readonly [K in ResultName<R>]: ResultRef<R[K]> }
    : unknown;

/** `0.1` is a number like any other. */
type Widened<T> = T extends number ? number : T extends string ? string : T extends boolean ? boolean : T;
