import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";

/** A run has a whole number of pods at a time, and at least one. */
export const runParallelismNotWhole: Rule = (plan) =>
  plan.options.parallelism === undefined || (Number.isInteger(plan.options.parallelism) && plan.options.parallelism >= 1)
    ? []
    : [problem("run-parallelism-not-whole", { pipeline: plan.name, parallelism: plan.options.parallelism }, { at: plan.at })];
