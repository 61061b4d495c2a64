import type { Json } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import type { DAGTask } from "../argo/model.generated.ts";
import type { PlanForEach, PlanStep } from "../plan/plan.ts";
import { allSteps, type LeafRef, leafRefs, ownArgs } from "../plan/visit-plan.ts";
import { constantExpression } from "./expression.ts";
import { type Scope, tag } from "./scope.ts";

/** How Argo counts a loop: over the values themselves, or over numbers when the body also wants to know which one it is. */
export interface LoweredLoop {
  readonly over: Pick<DAGTask, "withItems" | "withSequence">;
  /** The place of the task that loops: it knows the item. */
  readonly scope: Scope;
}

/** Digits of an index, so that the order of names is the order of items. */
const indexDigits = 5;

/** The index of an item as it stands in keys: `00002`. */
export const itemKey = "{{item}}";

/**
 * Lowers the counting of a loop. Values go in as `withItems` in their wire form, which makes readable node names; with an index or
 * with several keys of an item the loop runs over padded numbers and looks values up in a list of constants.
 */
export function lowerLoop(loop: PlanForEach, outside: Scope): LoweredLoop {
  const plain = isPlain(loop);
  const expression = (ref: LeafRef): string => {
    if (ref.kind === "index" && ref.scope === loop.id) return "asInt(item)";
    if (ref.kind !== "item" || ref.scope !== loop.id) return outside.expression(ref);
    return plain ? "fromJSON(item)" : `fromJSON(${lookup(loop.items, ref.path)})`;
  };
  const wire = (ref: LeafRef): string => {
    if (ref.kind === "index" && ref.scope === loop.id) return tag("string(asInt(item))");
    if (ref.kind !== "item" || ref.scope !== loop.id) return outside.wire(ref);
    return plain ? "{{item}}" : tag(lookup(loop.items, ref.path));
  };
  const keyPrefix = () => `${outside.keyPrefix()}/${loop.name}/${itemKey}`;
  return {
    over: plain
      ? { withItems: loop.items.map(encodeWire) }
      : { withSequence: { count: String(loop.items.length), format: `%0${indexDigits}d` } },
    scope: { wire, expression, artifact: outside.artifact, keyPrefix },
  };
}

/** Whether the body reads nothing but the whole item. */
function isPlain(loop: PlanForEach): boolean {
  const steps = [...allSteps(loop.steps)];
  const refs = steps
    .flatMap(ownArgs)
    .flatMap((arg) => (arg.kind === "value" && arg.value.kind === "ref" ? leafRefs(arg.value.ref) : []));
  const reads = refs.filter((ref) => (ref.kind === "item" || ref.kind === "index") && ref.scope === loop.id);
  const collects = [loop, ...steps].some(collectsArtifacts);
  return !collects && reads.every((ref) => ref.kind === "item" && ref.path.length === 0);
}

const collectsArtifacts = (step: PlanStep): boolean =>
  step.kind === "for-each" && Object.values(step.results).some(({ kind }) => kind === "artifact");

/** The wire form of each item's value at a path, looked up by the number of the item. */
function lookup(items: readonly Json[], path: readonly string[]): string {
  return `${constantExpression(items.map((item) => encodeWire(valueAt(item, path))))}[asInt(item)]`;
}

function valueAt(item: Json, path: readonly string[]): Json {
  let value: Json = item;
  for (const key of path) value = (value as { readonly [key: string]: Json } | null)?.[key] ?? null;
  return value;
}
