import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { variablesOf } from "../options/variables-of.ts";

/** A field of the pod is one that Kubernetes hands to containers. */
export const podFieldUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, task, at }) =>
    variablesOf(options, task).flatMap(({ value }) => {
      if (typeof value !== "object" || !("kind" in value) || value.kind !== "pod-field" || isPodField(value.path)) return [];
      return [problem("pod-field-unknown", { owner, field: value.path }, { at })];
    }),
  );

const plainFields = new Set([
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
]);

const isPodField = (path: string): boolean => plainFields.has(path) || /^metadata\.(?:labels|annotations)\['[^']+'\]$/.test(path);
