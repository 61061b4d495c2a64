import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { listLoopsOf } from "../for-each-of.ts";

/** A loop's items have the same keys: what the body reads of one exists in all. */
export const loopItemsDiffer: Rule = (plan) =>
  listLoopsOf(plan)
    .filter(({ items: { items } }) => new Set(items.map(keysOf)).size > 1)
    .map(({ name, at }) => problem("loop-items-differ", { loop: name }, { at }));

function keysOf(item: Json): string | undefined {
  const isObject = typeof item === "object" && item !== null && !Array.isArray(item);
  return isObject ? JSON.stringify(Object.keys(item).sort()) : undefined;
}
