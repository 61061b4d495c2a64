import { parseAllDocuments } from "yaml";
import type { Template } from "../argo/model.generated.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { problem } from "../diagnostics/problem.ts";
import { pluralOf } from "./plural-of.ts";
import type { Rule } from "./rule.ts";

/** What kubectl asks of the API server for each action: all but a creation look at the object first. */
const verbsOf: Readonly<Record<string, readonly string[]>> = {
  get: ["get"],
  create: ["create"],
  apply: ["get", "create", "patch"],
  replace: ["get", "update"],
  patch: ["get", "patch"],
  delete: ["get", "list", "watch", "delete"], // it waits until the object is gone
};

/** What a resource template needs of a cluster for its action. */
export const verbsOfAction = (action: string, isWatched: boolean): readonly string[] => [
  ...new Set([...(verbsOf[action] ?? []), ...(isWatched ? ["get"] : [])]),
];

/** What a resource template does to which kinds; doubts where only a run or a cluster knows. */
export function rulesOfResource({ name = "", resource }: Template): {
  readonly rules: readonly Rule[];
  readonly doubts: readonly Diagnostic[];
} {
  if (resource === undefined) return { rules: [], doubts: [] };
  const { action, manifest, successCondition, failureCondition } = resource;
  const isWatched = successCondition !== undefined || failureCondition !== undefined;
  const verbs = verbsOfAction(action, isWatched);
  const unknown = (why: string) => problem("rights-not-known", { step: name, why });
  if (manifest === undefined) return { rules: [], doubts: [unknown("its object is an artifact")] };
  const rules: Rule[] = [];
  const doubts: Diagnostic[] = [];
  for (const document of parseAllDocuments(manifest, { logLevel: "error" })) {
    const object = (document.errors.length === 0 ? document.toJS() : undefined) as ManifestHead | null | undefined;
    const { apiVersion = "", kind = "", metadata } = object ?? {};
    if (apiVersion === "" || kind === "") doubts.push(unknown("its manifest can't be read before the run"));
    else if (`${apiVersion}${kind}`.includes("{{")) doubts.push(unknown("its kind is said by a parameter"));
    else if (metadata?.namespace !== undefined) doubts.push(unknown(`its object is in namespace "${metadata.namespace}"`));
    else {
      const { plural, isSure } = pluralOf(kind);
      if (!isSure) doubts.push(problem("plural-guessed", { step: name, kind, apiVersion, plural }));
      rules.push({ apiGroup: apiVersion.includes("/") ? apiVersion.split("/")[0]! : "", resource: plural, verbs });
    }
  }
  return { rules, doubts };
}

interface ManifestHead {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly namespace?: string };
}
