import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** Tries are counted by whole numbers, and there is one at least before the way out. */
export const spotTriesNotWhole: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const spot = options.resources?.gpu?.wants.spot;
    const count = typeof spot === "object" ? spot.onDemandAfter : undefined;
    if (count === undefined || (Number.isInteger(count) && count > 0)) return [];
    return [problem("spot-tries-not-whole", { owner, count }, { at })];
  });
