import { problem } from "../../diagnostics/problem.ts";
import { migProfile } from "../../profiles/nvidia.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A slice of a GPU is called as NVIDIA's device plugin calls it. */
export const gpuSliceUnreadable: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const mig = options.resources?.gpu?.wants.mig;
    return mig === undefined || migProfile.test(mig) ? [] : [problem("gpu-slice-unreadable", { owner, mig }, { at })];
  });
