import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A device is asked for as a resource; no node has a label of its name. */
export const nodeSelectorIsADevice: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.keys(options.nodeSelector ?? {})
      .filter((key) => plan.profile.devices.includes(key))
      .map((key) => problem("node-selector-is-a-device", { owner, key }, { at })),
  );
