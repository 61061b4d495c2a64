import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** What a ref of an item has of its own; a key of that name could not be read. */
const refMembers = new Set(["kind", "condition", "eq", "ne", "lt", "le", "gt", "ge", "toJSON", "toString", "constructor"]);

/** No key of a loop's items is called like a member of refs. */
export const loopItemKey: Rule = (plan) =>
  forEachOf(plan).flatMap(({ name, items, at }) => {
    const key = items
      .flatMap((item) => (typeof item === "object" && item !== null ? Object.keys(item) : []))
      .find((one) => refMembers.has(one));
    return key === undefined ? [] : [problem("loop-item-key", { loop: name, key }, { at })];
  });
