import { isWholeOnly } from "../../argo/laws/quantity.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { slipOf } from "../options/slip-of.ts";

/** A device is one that the cluster's profile knows. */
export const deviceUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const { name: profile, devices: known } = plan.profile;
    return Object.keys(options.resources?.devices ?? {})
      .filter((device) => isWholeOnly(device) && !known.includes(device) && !device.startsWith("nvidia.com/mig-"))
      .filter((device) => slipOf(device, known) === undefined)
      .map((device) => problem("device-unknown", { owner, device, profile }, { at }));
  });
