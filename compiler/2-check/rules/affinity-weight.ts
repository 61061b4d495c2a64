import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** The weight of a wish is a whole number from 1 to 100. */
export const affinityWeight: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options: { nodeAffinity, podAffinity }, at }) =>
    [...(nodeAffinity?.preferred ?? []), ...(podAffinity?.together ?? []), ...(podAffinity?.apart ?? [])].flatMap(({ weight }) =>
      weight === undefined || (Number.isInteger(weight) && weight >= 1 && weight <= 100)
        ? []
        : [problem("affinity-weight", { owner, weight }, { at })],
    ),
  );
