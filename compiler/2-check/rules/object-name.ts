import { isSubdomain } from "../../argo/laws/kubernetes-names.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { objectsOf, pipelineObjectsOf } from "../options/objects-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** The name of an object of the cluster is one that an object can have. */
export const objectName: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) => objectsOf(options).map((object) => ({ ...object, owner, at }))),
    ...pipelineObjectsOf(plan.options).map((object) => ({ ...object, owner: `Pipeline "${plan.name}"`, at: plan.at })),
  ]
    .filter(({ name }) => !isSubdomain(name))
    .map(({ what, name, owner, at }) => problem("object-name", { owner, what, name }, { at }));
