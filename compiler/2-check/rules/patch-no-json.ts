import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { isJson } from "../is-json.ts";
import { optionSites } from "../options/option-sites.ts";

/** A patch of the pod is data: it travels as JSON. */
export const patchNoJson: Rule = (plan) =>
  [
    ...optionSites(plan).map(({ owner, options, at }) => ({ owner, patch: options.podSpecPatch, at })),
    { owner: `Pipeline "${plan.name}"`, patch: plan.options.podSpecPatch, at: plan.at },
  ].flatMap(({ owner, patch, at }) => {
    if (patch === undefined || (typeof patch === "object" && patch !== null && !Array.isArray(patch) && isJson(patch))) return [];
    return [problem("patch-no-json", { owner }, { at })];
  });
