import { isSubdomain } from "../../argo/laws/kubernetes-names.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** The name of a machine is one that DNS could have. */
export const hostNameUnsound: Rule = (plan) =>
  [...optionSites(plan), { owner: `Pipeline "${plan.name}"`, options: plan.options, at: plan.at }].flatMap(
    ({ owner, options: { hostAliases, dns }, at }) =>
      [...(hostAliases ?? []).flatMap(({ names }) => names), ...(dns?.searches ?? []).map((name) => name.replace(/\.$/, ""))]
        .filter((name) => !isSubdomain(name) && name !== "")
        .map((name) => problem("host-name-unsound", { owner, name }, { at })),
  );
