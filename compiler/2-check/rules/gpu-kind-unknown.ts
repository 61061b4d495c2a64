import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A kind of GPU is one that the cluster's profile knows; no node would ever have another one's labels. */
export const gpuKindUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const kind = options.resources?.gpu?.wants.kind;
    const { name: profile, kinds } = plan.profile;
    if (kind === undefined || Object.hasOwn(kinds, kind)) return [];
    const known = Object.keys(kinds);
    const words = { owner, kind, profile, known: known.join(", "), suggestion: didYouMean(kind, known) };
    return [problem("gpu-kind-unknown", words, { at })];
  });
