import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** Pods may differ by a whole number of at least one between zones. */
export const spreadNotPositive: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    (options.topologySpread ?? []).flatMap(({ maxSkew }) =>
      maxSkew === undefined || (Number.isInteger(maxSkew) && maxSkew >= 1)
        ? []
        : [problem("spread-not-positive", { owner, maxSkew }, { at })],
    ),
  );
