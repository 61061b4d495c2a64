import { type FileRef, isFileRef } from "./file.ts";
import type { Operator } from "./nodes/operation-node.ts";
import type { ArtifactNode, Json, RefNode, ValueNode } from "./nodes/ref-node.ts";
import { callerOf } from "./place.ts";
import type { Condition } from "./refs/condition.ts";
import type { NumberRef } from "./refs/number-ref.ts";
import { askedOfAnyObject } from "./refs/ref-members.ts";
import { refMethods } from "./refs/ref-methods.ts";
import type { TextRef } from "./refs/text-ref.ts";
import { formOfOperation, type ValueForm } from "./refs/value-form.ts";
import type { Ref } from "./refs/value-ref.ts";
import { refuse } from "./refuse.ts";

export type { Condition } from "./refs/condition.ts";
export type { ListRef } from "./refs/list-ref.ts";
export type { NullableRef } from "./refs/nullable-ref.ts";
export type { NumberOperand, NumberRef } from "./refs/number-ref.ts";
export type { ObjectRef } from "./refs/object-ref.ts";
export type { RefOf } from "./refs/ref-of.ts";
export type { TextOperand, TextRef } from "./refs/text-ref.ts";
export type { Operand, Ref } from "./refs/value-ref.ts";

declare const artifactName: unique symbol;

/** What a parameter takes: a value now, or one that will exist; where text is wanted, also a file of the project. */
export type Arg<T> = T | Ref<T> | (string extends T ? FileRef : never);

/** An artifact that a task will leave behind. */
export interface ArtifactRef<Name extends string = string> {
  readonly kind: "artifact-ref";
  readonly [artifactName]?: Name;
}

/** Marks refs of every copy of this module alike; symbols of the registry, so two copies agree. */
const nodeKey = Symbol.for("pipewright.node");
const ownerKey = Symbol.for("pipewright.owner");
const kindKey = Symbol.for("pipewright.kind");
const formKey = Symbol.for("pipewright.form");

type Kind = "ref" | "artifact-ref";
type Marked<Node> = {
  readonly [nodeKey]: Node;
  readonly [ownerKey]: Owner;
  readonly [kindKey]: Kind;
  readonly [formKey]?: ValueForm | undefined;
};

/** The pipeline that a ref belongs to, as an identity: its numbers mean nothing in another one. */
export type Owner = object;

/** A ref as it is made: with the methods of every kind, of which its type shows those of its own. */
export type MadeRef = NumberRef & TextRef & Condition;

/** What all refs share. Marks are symbols, so that no key of an object is taken but the methods' names. */
const refMembers = Object.freeze({
  __proto__: null,
  ...refMethods((operator, [self, ...others], word) =>
    operation(operator === "in" && isRef(self) && formOf(self) === "text" ? "inTexts" : operator, [self, ...others], word),
  ),
  [Symbol.toPrimitive]: refuseAsPlainValue,
  [Symbol.iterator]: refuseAsPlainValue,
  toJSON: refuseAsPlainValue,
  toString: refuseAsPlainValue,
  valueOf: refuseAsPlainValue,
});

/** Methods of refs, which an author may have taken for keys of a value. */
const methodNames: ReadonlyMap<unknown, string> = new Map(
  Object.entries(refMembers).flatMap(([name, member]) =>
    typeof member === "function" ? [[member as unknown, name] as const] : [],
  ),
);

/** Any other name is a key of the value: which keys it has is known to the types, and to the check. */
const keyReader: ProxyHandler<Marked<RefNode>> = {
  get: function get(target, name, receiver) {
    return typeof name === "symbol" || name in target || askedOfAnyObject.some((asked) => asked === name)
      ? Reflect.get(target, name, receiver)
      : operation("field", [target, name], get);
  },
};

/** @internal @param form how its value stands in a text, where that is known already */
export function makeRef(node: RefNode, owner: Owner, form?: ValueForm): MadeRef {
  const known = node.kind === "index" ? "plain" : form;
  const marks: Marked<RefNode> = { [kindKey]: "ref", [nodeKey]: node, [ownerKey]: owner, [formKey]: known };
  const ref = Object.freeze(Object.assign(Object.create(refMembers) as object, marks));
  return new Proxy(ref, keyReader) as Marked<RefNode> & MadeRef;
}

/**
 * @internal The ref of an operation.
 * @param operands what the author gave: refs of one pipeline and constants
 * @param word the public function that got them
 * @param owner the pipeline; needed when no operand may be a ref
 */
export function operation(operator: Operator, operands: readonly unknown[], word: Function, owner?: Owner): MadeRef {
  const of = owner ?? ownerOf(operands.find(isRef)!);
  const nodes = operands.map((operand) => valueNode(operand, of, word));
  const [from, key] = nodes;
  // a key of an item is looked up before the loop runs
  if (operator === "field" && from?.kind === "ref" && from.ref.kind === "item" && key?.kind === "constant")
    return makeRef({ ...from.ref, path: [...from.ref.path, String(key.value)] }, of);
  const at = callerOf(word);
  const node = Object.freeze({ kind: "operation" as const, operator, operands: Object.freeze(nodes), ...(at && { at }) });
  return makeRef(node, of, formOfOperation(operator));
}

/** @internal */
export function makeArtifactRef(node: ArtifactNode, owner: Owner): ArtifactRef {
  const ref = {
    kind: "artifact-ref" as const,
    [kindKey]: "artifact-ref" as const,
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

function hasKind(given: unknown, kind: Kind): boolean {
  return typeof given === "object" && given !== null && (given as Partial<Marked<unknown>>)[kindKey] === kind;
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
  const method = typeof given === "function" ? methodNames.get(given) : undefined;
  if (method !== undefined) refuse("key-is-a-method", { key: method }, callerOf(word));
  return { kind: "constant", value: given as Json };
}

/** @internal The pipeline of a ref. */
export const ownerOf = (ref: Marked<unknown>): Owner => ref[ownerKey];

/** @internal How the value of a ref stands in a text; undefined when that is only known in the run. */
export const formOf = (ref: Marked<unknown>): ValueForm | undefined => ref[formKey];
