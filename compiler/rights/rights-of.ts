import type { ArgoObject } from "../3-lower/lower.ts";
import type { Template, WorkflowSpec } from "../argo/model.generated.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { AccountRights, PipelineRights, Rule } from "./rule.ts";
import { rulesOfResource } from "./rules-of-resource.ts";

const argo = (resource: string, ...verbs: readonly string[]): Rule => ({ apiGroup: "argoproj.io", resource, verbs });

/** Each pod tells its result. */
const ofExecutor: readonly Rule[] = [argo("workflowtaskresults", "create", "patch")];
/** The pod that makes requests is told what to ask, and tells what came. */
const ofAgent: readonly Rule[] = [argo("workflowtasksets", "list", "watch"), argo("workflowtasksets/status", "patch")];
/** Pods that delete artifacts. */
const ofArtifactGc: readonly Rule[] = [
  argo("workflowartifactgctasks", "list", "watch"),
  argo("workflowartifactgctasks/status", "patch"),
];

/**
 * The rights that runs of a manifest need, by account, and no more. A pod is the account of its template, else of its workflow, else the
 * namespace's `default`; Argo's own containers are the executor's account where one is named, and it is they who change objects.
 */
export function rightsOf(objects: readonly ArgoObject[]): PipelineRights {
  const needs = new Map<string, Rule[]>();
  const withToken = new Set<string>();
  const doubts: Diagnostic[] = [];
  const need = (account: string, rules: readonly Rule[]): void => {
    needs.set(account, [...(needs.get(account) ?? []), ...rules]);
  };
  const specs = objects.flatMap((one) => (one.kind === "WorkflowTemplate" ? [one.spec] : []));
  const run = specs.find(({ entrypoint }) => entrypoint !== undefined) ?? specs[0];
  if (run === undefined) return { accounts: [], doubts };
  const ofRun = run.serviceAccountName ?? "default";
  for (const template of specs.flatMap(({ templates = [] }) => templates)) {
    if (template.http !== undefined || template.plugin !== undefined) {
      need(ofRun, ofAgent);
      withToken.add(ofRun);
    }
    if (!hasPod(template)) continue;
    const ofPod = template.serviceAccountName ?? ofRun;
    const named = template.executor?.serviceAccountName ?? run.executor?.serviceAccountName;
    if (named !== undefined) {
      withToken.add(named);
      need(ofPod, []);
    }
    need(named ?? ofPod, ofExecutor);
    const { rules, doubts: more } = rulesOfResource(template);
    need(named ?? ofPod, rules);
    doubts.push(...more);
  }
  for (const account of gcAccounts(run, specs)) need(account, ofArtifactGc);
  const accounts = [...needs].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    accounts: accounts.map(
      ([account, rules]): AccountRights => ({ account, rules: merged(rules), hasTokenSecret: withToken.has(account) }),
    ),
    doubts,
  };
}

const hasPod = ({ container, script, containerSet, resource, data }: Template): boolean =>
  (container ?? script ?? containerSet ?? resource ?? data) !== undefined;

/** Who deletes artifacts: a strategy of the run's or of an artifact's own. */
function gcAccounts({ artifactGC }: WorkflowSpec, specs: readonly WorkflowSpec[]): ReadonlySet<string> {
  const own = specs
    .flatMap(({ templates = [] }) => templates)
    .flatMap(({ outputs }) => outputs?.artifacts ?? [])
    .flatMap((artifact) => artifact.artifactGC ?? []);
  const deletes = ({ strategy }: { readonly strategy?: string }) => strategy !== undefined && strategy !== "Never";
  const ofRun = artifactGC?.serviceAccountName ?? "default";
  return new Set([
    ...(artifactGC !== undefined && deletes(artifactGC) ? [ofRun] : []),
    ...own.filter(deletes).map((one) => one.serviceAccountName ?? ofRun),
  ]);
}

/** One rule for each kind, with all that is done to it. */
function merged(rules: readonly Rule[]): readonly Rule[] {
  const byKind = Map.groupBy(rules, ({ apiGroup, resource }) => `${apiGroup}/${resource}`);
  return [...byKind.values()].map((same) => ({
    ...same[0]!,
    verbs: [...new Set(same.flatMap(({ verbs }) => verbs))],
  }));
}
