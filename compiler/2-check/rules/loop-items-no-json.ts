import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { listLoopsOf } from "../for-each-of.ts";
import { isJson } from "../is-json.ts";

/** A loop's items are JSON: nothing else travels to a container. */
export const loopItemsNoJson: Rule = (plan) =>
  listLoopsOf(plan).flatMap(({ name, items: { items }, at }) => {
    const wrong = items.findIndex((item) => !isJson(item));
    return wrong < 0 ? [] : [problem("loop-items-no-json", { loop: name, index: wrong }, { at })];
  });
