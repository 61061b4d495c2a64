import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** Devices are given out whole. */
export const deviceNotWhole: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.entries(options.resources?.devices ?? {})
      .filter(([, count]) => !(Number.isInteger(count) && count >= 0))
      .map(([device, count]) => problem("device-not-whole", { owner, device, count }, { at })),
  );
