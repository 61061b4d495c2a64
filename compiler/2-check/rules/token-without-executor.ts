import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { distinctSites } from "../options/option-sites.ts";

/** Argo's own containers need a token of their own when the step's program gets none. */
export const tokenWithoutExecutor: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options: { automountToken }, at }) =>
    automountToken === false && plan.options.executorServiceAccount === undefined
      ? [problem("token-without-executor", { owner }, { at })]
      : [],
  );
