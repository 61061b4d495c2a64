import { labelKeyProblem } from "../../argo/laws/kubernetes-names.ts";
import { isWholeOnly } from "../../argo/laws/quantity.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";

/** The name of a device has a domain before its slash; without one it is no resource that a container may ask for. */
export const deviceName: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    Object.keys(options.resources?.devices ?? {})
      .filter((device) => !isWholeOnly(device) || device.startsWith("kubernetes.io/") || labelKeyProblem(device) !== undefined)
      .map((device) => problem("device-name", { owner, device }, { at })),
  );
