import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { writtenLabels } from "../options/labels-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** Argo's and Pipewright's own labels and annotations are theirs: what they say is relied upon. */
export const labelIsReserved: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) => writtenLabels(options).map((use) => ({ ...use, owner, at }))),
    ...writtenLabels(plan.options).map((use) => ({ ...use, owner: `Pipeline "${plan.name}"`, at: plan.at })),
  ].flatMap(({ owner, option, key, at }) => {
    const domain = key.split("/")[0]!;
    const whose = domain === "pipewright.dev" ? "Pipewright" : /(?:^|\.)argoproj\.io$/.test(domain) ? "Argo" : undefined;
    return whose === undefined || !key.includes("/") ? [] : [problem("label-is-reserved", { owner, option, key, whose }, { at })];
  });
