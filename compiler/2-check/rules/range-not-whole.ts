import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** A range that is known now counts to a whole number of at least one. */
export const rangeNotWhole: Rule = (plan) =>
  forEachOf(plan).flatMap(({ name, items, at }) => {
    if (items.kind !== "range" || items.count.kind !== "constant") return [];
    const { value } = items.count;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1) return [];
    return [problem("range-not-whole", { loop: name, count: JSON.stringify(value) }, { at })];
  });
