import type { ArgoFacts } from "../plan/argo-version.ts";
import { type Check, fail, ok, unknown, warn } from "./check.ts";

const fullCrds =
  'Install the full ones: kubectl apply --server-side --force-conflicts -k "https://github.com/argoproj/argo-workflows/manifests/base/crds/full?ref=v4.1.2"';

/** Which Argo there is, and whether its CRDs refuse what they do not know. */
export function checkArgo({ crds, version, source }: ArgoFacts): readonly Check[] {
  if (crds === "missing")
    return [
      fail(
        "Argo",
        "the cluster has no WorkflowTemplate",
        "Install it: https://argo-workflows.readthedocs.io/en/latest/installation/",
      ),
    ];
  const known = version === undefined ? unknown("Argo", "it does not tell its version") : ok("Argo", `${version}, by ${source}`);
  const ofCrds = {
    full: ok("Argo's CRDs", "full: a wrong field is refused when it is applied"),
    minimal: warn("Argo's CRDs", "minimal: a wrong field is dropped in silence", fullCrds),
    unknown: unknown("Argo's CRDs", "you may not create WorkflowTemplates, which would tell"),
  }[crds];
  return [known, ofCrds];
}
