import { durationSeconds } from "../../../dsl/duration.ts";
import { durationWords } from "../../../util/duration-words.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mergedSites } from "../options/option-sites.ts";
import { shortestTtl } from "../options/shortest-ttl.ts";

/** A cached result is not older than its artifacts may become. */
export const cacheOutlivesArtifacts: Rule = (plan) => {
  const { artifactGc } = plan.options;
  const ofPipeline = typeof artifactGc === "object" ? artifactGc.strategy : artifactGc;
  const kept = shortestTtl(plan.options);
  return mergedSites(plan).flatMap(({ owner, options, task, at }) => {
    if (options.cache === undefined || options.cache === false) return [];
    const age = durationSeconds(options.cache.maxAge);
    const outputs = task.component.spec.outputs ?? {};
    return Object.keys(outputs).flatMap((output) => {
      if ((outputs[output] as { kind?: unknown }).kind !== "artifact-type") return [];
      const strategy = options.outputs?.[output]?.gc ?? ofPipeline;
      const when =
        strategy === "on-run-completion"
          ? "when the run ends"
          : strategy === "on-run-deletion" && kept !== undefined && age !== undefined && kept < age
            ? `${durationWords(kept)} after it`
            : undefined;
      return when === undefined ? [] : [problem("cache-outlives-artifacts", { owner, output, when }, { at })];
    });
  });
};
