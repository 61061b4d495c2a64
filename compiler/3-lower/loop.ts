import type { Json } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import type { DAGTask } from "../argo/model.generated.ts";
import type { PlanForEach } from "../plan/plan.ts";
import { allSteps, innerArgs, type LeafRef, ownArgs, refsOf } from "../plan/visit-plan.ts";
import { constantExpression, member } from "./expression.ts";
import { collectedKey, type Scope } from "./scope.ts";
import { computedTerm, type Term, tag } from "./term.ts";
import { decoded, valueTerm } from "./value.ts";

/** How Argo counts a loop: over the values themselves, or over numbers when the body also wants to know which one it is. */
export interface LoweredLoop {
  readonly over: Pick<DAGTask, "withItems" | "withSequence">;
  /** The place of the task that loops: it knows the item. */
  readonly scope: Scope;
}

/** Digits of an index, so that the order of names is the order of items. */
const indexDigits = 5;

/** The index of an item as it stands in keys: `00002`. */
const itemKey = "{{item}}";

/**
 * Lowers the counting of a loop. Known values go in as `withItems` in their wire form, which makes readable node names; with an index,
 * with several keys of an item, or over a list that a task makes, the loop runs over padded numbers and looks values up, so that no
 * text of an item is part of a node's name.
 */
export function lowerLoop(loop: PlanForEach, outside: Scope): LoweredLoop {
  const plain = isPlain(loop);
  const itemTerm = plain ? plainItem : numberedItem(loop, outside);
  const term = (ref: LeafRef): Term => {
    if (ref.kind === "index" && ref.scope === loop.id) return indexTerm;
    return ref.kind === "item" && ref.scope === loop.id ? itemTerm(ref.path) : outside.term(ref);
  };
  return {
    over: plain && loop.items.kind === "list" ? { withItems: loop.items.items.map(encodeWire) } : sequence(loop, outside),
    scope: {
      ...outside,
      term,
      keyPrefix: () => `${outside.keyPrefix()}/${loop.name}/${itemKey}`,
      key: (key) =>
        key.loop === loop.id ? `${collectedKey(outside.keyPrefix(), loop, key.result)}/${itemKey}` : outside.key(key),
    },
  };
}

const indexTerm: Term = { tag: tag("string(asInt(item))"), wire: "string(asInt(item))", value: "asInt(item)" };

const plainItem = (): Term => ({ tag: "{{item}}", wire: "item", value: "fromJSON(item)" });

function sequence({ items }: PlanForEach, outside: Scope): LoweredLoop["over"] {
  const format = `%0${indexDigits}d`;
  if (items.kind === "list") return { withSequence: { count: String(items.items.length), format } };
  if (items.kind === "value") return { withSequence: { count: tag(`string(len(${decoded(items.ref, outside)}))`), format } };
  if (items.count.kind === "constant") return { withSequence: { count: String(items.count.value), format } };
  return { withSequence: { count: tag(`string(max(0, int(${valueTerm(items.count, outside).value})))`), format } };
}

/** The item by its number: from a list of constants, each in its wire form, or from the list that a task made. */
function numberedItem({ items }: PlanForEach, outside: Scope): (path: readonly string[]) => Term {
  if (items.kind === "list") {
    return (path) => {
      const wire = `${constantExpression(items.items.map((item) => encodeWire(valueAt(item, path))))}[asInt(item)]`;
      return { tag: tag(wire), wire, value: `fromJSON(${wire})` };
    };
  }
  if (items.kind === "range") return () => indexTerm;
  const list = decoded(items.ref, outside);
  return (path) => computedTerm(path.reduce((of, key) => optionalMember(of, key), `${list}[asInt(item)]`));
}

/** A member of what may have none: items need not all have every key. */
const optionalMember = (of: string, key: string): string =>
  /^\w+$/.test(key) ? member(of, key) : `${of}[${constantExpression(key)}]`;

/** Whether the body reads nothing but the whole item of a list that is known. */
function isPlain(loop: PlanForEach): boolean {
  if (loop.items.kind !== "list") return false;
  const steps = [loop, ...allSteps(loop.steps)];
  const refs = steps.flatMap((step) => [...(step === loop ? [] : ownArgs(step)), ...innerArgs(step)]).flatMap(refsOf);
  const reads = refs.filter((ref) => (ref.kind === "item" || ref.kind === "index") && ref.scope === loop.id);
  return !steps.some(keepsArtifacts) && reads.every((ref) => ref.kind === "item" && ref.path.length === 0);
}

/** Whether keys are made of the numbers of items: for what this loop collects, or anything inside it. */
const keepsArtifacts = (step: ReturnType<typeof allSteps> extends Generator<infer S> ? S : never): boolean =>
  step.kind === "call" || (step.kind === "for-each" && Object.values(step.results).some(({ kind }) => kind === "artifact"));

function valueAt(item: Json, path: readonly string[]): Json {
  let value: Json = item;
  for (const key of path) value = (value as { readonly [key: string]: Json } | null)?.[key] ?? null;
  return value;
}
