import { labelKeyProblem, labelValueProblem } from "../../argo/laws/kubernetes-names.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { labelsOf, writtenLabels } from "../options/labels-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** Labels, annotations and what looks for them have the form that Kubernetes wants. */
export const labelUnsound: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) => labelsOf(options).map((use) => ({ ...use, owner, at }))),
    ...writtenLabels(plan.options).map((use) => ({ ...use, owner: `Pipeline "${plan.name}"`, at: plan.at })),
  ].flatMap(({ owner, option, key, value, at }) => {
    if (hasTags(key) || hasTags(value ?? "")) return []; // "option-holds-tags" says why that is worse
    const wrongKey = labelKeyProblem(key);
    if (wrongKey !== undefined) return [problem("label-unsound", { owner, option, text: key, reason: wrongKey }, { at })];
    const wrongValue = value === undefined ? undefined : labelValueProblem(value);
    return wrongValue === undefined
      ? []
      : [problem("label-unsound", { owner, option, text: value!, reason: wrongValue }, { at })];
  });
