import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A task asks for whole GPUs: the API server refuses a fraction when the pod is made. */
export const gpuNotWhole: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const count = options.resources?.gpu?.count;
    if (count === undefined || (Number.isInteger(count) && count > 0)) return [];
    return [problem("gpu-not-whole", { owner, count }, { at })];
  });
