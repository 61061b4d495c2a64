import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { collectedOutputs } from "../options/collected-outputs.ts";
import { mergedSites } from "../options/option-sites.ts";

/** A loop that collects an artifact chooses its place: one for each item. */
export const collectedArtifactHasLocation: Rule = (plan) => {
  const collected = collectedOutputs(plan);
  return mergedSites(plan).flatMap(({ owner, options, task, at }) =>
    Object.entries(options.outputs ?? {})
      .filter(([output, { location }]) => location !== undefined && collected.get(task.id)?.has(output))
      .map(([output]) => problem("collected-artifact-has-location", { owner, output }, { at })),
  );
};
