import { isDnsLabel } from "../../argo/laws/kubernetes-names.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** A volume is called like a label of RFC 1123, and not like one that every pod of ours or Argo's has. */
export const volumeName: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) =>
      Object.keys(options.volumes ?? {}).map((name) => ({ owner, name, at })),
    ),
    ...[...Object.keys(plan.options.volumes ?? {}), ...Object.keys(plan.options.volumeClaims ?? {})].map((name) => ({
      owner: `Pipeline "${plan.name}"`,
      name,
      at: plan.at,
    })),
  ].flatMap(({ owner, name, at }) => {
    const reason = isDnsLabel(name)
      ? taken.has(name)
        ? "every pod has one of that name"
        : undefined
      : "names are at most 63 lower-case letters, digits and hyphens";
    return reason === undefined ? [] : [problem("volume-name", { owner, name, reason }, { at })];
  });

const taken = new Set(["tmp", "out", "var-run-argo", "tmp-dir-argo", "argo-staging", "input-artifacts", "exec-sa-token"]);
