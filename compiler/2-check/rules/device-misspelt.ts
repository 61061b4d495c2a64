import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { slipOf } from "../options/slip-of.ts";

/** A device that is nearly one which clusters have is a slip of the pen. */
export const deviceMisspelt: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const { devices: known } = plan.profile;
    return Object.keys(options.resources?.devices ?? {}).flatMap((device) => {
      const close = slipOf(device, known);
      return close === undefined
        ? []
        : [problem("device-misspelt", { owner, device, suggestion: didYouMean(device, [close]) }, { at })];
    });
  });
