import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { collectedOutputs } from "../options/collected-outputs.ts";
import { mergedSites } from "../options/option-sites.ts";

/** What a loop collects is kept under the run's own keys, where a cached result has nothing. */
export const cachedArtifactCollected: Rule = (plan) => {
  const collected = collectedOutputs(plan);
  return mergedSites(plan).flatMap(({ owner, options, task, at }) => {
    const [output] = collected.get(task.id) ?? [];
    if (options.cache === undefined || options.cache === false || output === undefined) return [];
    return [problem("cached-artifact-collected", { owner, output }, { at })];
  });
};
