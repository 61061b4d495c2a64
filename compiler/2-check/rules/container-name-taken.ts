import { isDnsLabel } from "../../argo/laws/kubernetes-names.ts";
import { isReservedContainer } from "../../argo/laws/reserved-containers.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { distinctSites } from "../options/option-sites.ts";

/** Containers of a pod have names of their own, and none that Argo wants for itself. */
export const containerNameTaken: Rule = (plan) =>
  distinctSites(plan).flatMap(({ owner, options, at }) => {
    const seen = new Set<string>();
    return containersOf(options).flatMap(({ container: { name } }) => {
      const reason = !isDnsLabel(name)
        ? "names are at most 63 lower-case letters, digits and hyphens"
        : name === "main" || name === "init" || isReservedContainer(name)
          ? "Argo has a container of that name in every pod"
          : seen.has(name)
            ? "there are two of it"
            : undefined;
      seen.add(name);
      return reason === undefined ? [] : [problem("container-name-taken", { owner, name, reason }, { at })];
    });
  });
