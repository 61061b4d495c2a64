import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { mountEntries } from "../options/mounts-of.ts";
import { distinctSites } from "../options/option-sites.ts";

/** A named volume that is mounted is one of the task or of the pipeline. */
export const mountVolumeUnknown: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) => {
    const ofPipeline = [...Object.keys(plan.options.volumes ?? {}), ...Object.keys(plan.options.volumeClaims ?? {})];
    const known = [...Object.keys(options.volumes ?? {}), ...ofPipeline];
    return mountEntries(options).flatMap(([path, mounted]) => {
      if (mounted.kind === "volume" || known.includes(mounted.volume)) return [];
      const words = { owner, path, volume: mounted.volume, suggestion: didYouMean(mounted.volume, known) };
      return [problem("mount-volume-unknown", words, { at })];
    });
  });
