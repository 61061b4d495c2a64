import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A model of GPU is one that the cluster's profile knows; no node would ever have another one's labels. */
export const gpuModelUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) => {
    const model = options.resources?.gpu?.model;
    const { name: profile, models } = plan.profile;
    if (model === undefined || Object.hasOwn(models, model)) return [];
    const known = Object.keys(models);
    const words = { owner, model, profile, known: known.join(", "), suggestion: didYouMean(model, known) };
    return [problem("gpu-model-unknown", words, { at })];
  });
