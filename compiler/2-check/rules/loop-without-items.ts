import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { listLoopsOf } from "../for-each-of.ts";

/** A loop has items. Argo skips a loop over nothing, and then its outputs are absent. */
export const loopWithoutItems: Rule = (plan) =>
  listLoopsOf(plan)
    .filter(({ items: { items } }) => items.length === 0)
    .map(({ name, at }) => problem("loop-without-items", { loop: name }, { at }));
