import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** As many pods as a loop may run at once is a whole number of at least one: the API server takes no other. */
export const parallelismNotWhole: Rule = (plan) =>
  forEachOf(plan).flatMap(({ name, options: { parallelism }, at }) =>
    parallelism === undefined || (Number.isInteger(parallelism) && parallelism >= 1)
      ? []
      : [problem("parallelism-not-whole", { loop: name, parallelism }, { at })],
  );
