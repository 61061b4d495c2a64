import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { isShare } from "../options/quantities-of.ts";

/** A task asks for more than no cores. */
export const cpuNotPositive: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const given = options.resources?.cpu;
    const amounts = given === undefined ? [] : isShare(given) ? [given.request, given.limit] : [given];
    return amounts
      .filter((cpu) => typeof cpu === "number" && !(Number.isFinite(cpu) && cpu > 0))
      .map((cpu) => problem("cpu-not-positive", { owner, cpu: String(cpu) }, { at }));
  });
