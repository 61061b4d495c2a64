import { type FileRef, isFileRef } from "./file.ts";
import type { ArtifactNode, CompareOperator, Json, RefNode, ValueNode } from "./nodes/ref-node.ts";
import { callerOf } from "./place.ts";
import { refuse } from "./refuse.ts";

declare const value: unique symbol;
declare const artifactName: unique symbol;

/** What will exist when the pipeline runs. `T` is its value's type, known to the editor only. */
export interface Ref<T> {
  readonly kind: "ref";
  readonly [value]?: T;
  /** Whether both will be equal. */
  eq(other: Operand<T>): Condition;
  /** Whether both will differ. */
  ne(other: Operand<T>): Condition;
}

/** A number that will exist; compares as a number. */
export interface NumberRef extends Ref<number> {
  gt(other: Operand<number>): Condition;
  ge(other: Operand<number>): Condition;
  lt(other: Operand<number>): Condition;
  le(other: Operand<number>): Condition;
}

/** A truth value that will exist: what `when` takes. */
export interface Condition extends Ref<boolean> {
  readonly condition: true;
}

/** The ref that stands for a value of type `T`. */
export type RefOf<T> = [T] extends [boolean] ? Condition : [T] extends [number] ? NumberRef : Ref<T>;

/** What a ref is compared with: a value now, or one that will exist. */
export type Operand<T> = T | Ref<T>;

/** What a parameter takes: a value now, or one that will exist; where text is wanted, also a file of the project. */
export type Arg<T> = T | Ref<T> | (string extends T ? FileRef : never);

/** An artifact that a task will leave behind. */
export interface ArtifactRef<Name extends string = string> {
  readonly kind: "artifact-ref";
  readonly [artifactName]?: Name;
}

/** Marks refs of every copy of this module alike; a symbol of the registry, so two copies agree. */
const nodeKey = Symbol.for("pipewright.node");
const ownerKey = Symbol.for("pipewright.owner");

type Marked<Node> = { readonly [nodeKey]: Node; readonly [ownerKey]: Owner; readonly kind: string };

/** The pipeline that a ref belongs to, as an identity: its numbers mean nothing in another one. */
export type Owner = object;

/** @internal */
export function makeRef(node: RefNode, owner: Owner): NumberRef & Condition {
  const compareBy = (operator: CompareOperator) => {
    const compare = (other: unknown): Condition =>
      makeRef({ kind: "operation", operator, operands: [{ kind: "ref", ref: node }, valueNode(other, owner, compare)] }, owner);
    return compare;
  };
  const ref = {
    kind: "ref" as const,
    condition: true as const,
    [nodeKey]: node,
    [ownerKey]: owner,
    eq: compareBy("eq"),
    ne: compareBy("ne"),
    lt: compareBy("lt"),
    le: compareBy("le"),
    gt: compareBy("gt"),
    ge: compareBy("ge"),
    [Symbol.toPrimitive]: refuseAsPlainValue,
    toJSON: refuseAsPlainValue,
  };
  return Object.freeze(ref);
}

/** @internal */
export function makeArtifactRef(node: ArtifactNode, owner: Owner): ArtifactRef {
  const ref = {
    kind: "artifact-ref" as const,
    [nodeKey]: node,
    [ownerKey]: owner,
    [Symbol.toPrimitive]: refuseAsPlainValue,
    toJSON: refuseAsPlainValue,
  };
  return Object.freeze(ref);
}

function refuseAsPlainValue(): never {
  refuse("ref-used-as-value", {}, callerOf(refuseAsPlainValue));
}

/** @internal */
export function isRef(given: unknown): given is Ref<unknown> & Marked<RefNode> {
  return hasKind(given, "ref");
}

/** @internal */
export function isArtifactRef(given: unknown): given is ArtifactRef & Marked<ArtifactNode> {
  return hasKind(given, "artifact-ref");
}

function hasKind(given: unknown, kind: string): boolean {
  return typeof given === "object" && given !== null && nodeKey in given && (given as Marked<unknown>).kind === kind;
}

/** @internal The node behind a ref of the pipeline `owner`; `word` is the public function that got it. */
export function refNode(ref: Marked<RefNode>, owner: Owner, word: Function): RefNode {
  requireOwner(ref, owner, word);
  return ref[nodeKey];
}

/** @internal The node behind an artifact ref of the pipeline `owner`. */
export function artifactNode(ref: Marked<ArtifactNode>, owner: Owner, word: Function): ArtifactNode {
  requireOwner(ref, owner, word);
  return ref[nodeKey];
}

function requireOwner(ref: Marked<unknown>, owner: Owner, word: Function): void {
  if (ref[ownerKey] === owner) return;
  refuse("ref-of-another-pipeline", {}, callerOf(word));
}

/** @internal What the author passed, as data. */
export function valueNode(given: unknown, owner: Owner, word: Function): ValueNode {
  if (isRef(given)) return { kind: "ref", ref: refNode(given, owner, word) };
  if (isFileRef(given)) return { kind: "file", file: given.file };
  return { kind: "constant", value: given as Json };
}

/** @internal The pipeline of a ref. */
export const ownerOf = (ref: Marked<unknown>): Owner => ref[ownerKey];
