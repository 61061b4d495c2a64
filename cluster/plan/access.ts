import { parseAllDocuments } from "yaml";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { verbsOfAction } from "../../compiler/rights/rules-of-resource.ts";
import { ApiError } from "../api-error.ts";
import { eachOf } from "../each-of.ts";
import type { OpenCluster } from "../open-cluster.ts";
import type { ResourceKinds } from "../resource-kinds.ts";
import type { Missing } from "./find-missing.ts";
import { atOnce } from "./plan-objects.ts";

type Json = Readonly<Record<string, unknown>>;

/** Something that a service account has to be allowed in a run. */
export interface NeededRight {
  readonly account: string;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace: string;
  /** Why, to end a sentence: `step "apply-job" does`. */
  readonly why: string;
}

/** Rights that runs of a pipeline need: the executor's own in each pod, and what resource templates do. */
export async function neededRights(
  objects: readonly Json[],
  kinds: ResourceKinds,
  namespace: string,
): Promise<readonly NeededRight[]> {
  const rights: NeededRight[] = [];
  for (const { spec } of objects) {
    const { templates, serviceAccountName = "default", executor } = (spec ?? {}) as Json;
    if (!Array.isArray(templates)) continue;
    const ofExecutor = (executor as { readonly serviceAccountName?: string } | undefined)?.serviceAccountName;
    const base = { group: "argoproj.io", resource: "workflowtaskresults", namespace };
    const why = "the executor in each of its pods needs to tell the results of steps";
    for (const verb of ["create", "patch"])
      rights.push({ ...base, account: ofExecutor ?? String(serviceAccountName), verb, why });
    for (const template of templates as readonly Json[]) {
      // objects are changed by Argo's own container, with the executor's token where one is named
      const own = (template["executor"] as { readonly serviceAccountName?: string } | undefined)?.serviceAccountName;
      const account = own ?? ofExecutor ?? String(template["serviceAccountName"] ?? serviceAccountName);
      rights.push(...(await rightsOfResource(template, account, kinds, namespace)));
    }
  }
  return [
    ...new Map(rights.map((one) => [`${one.account} ${one.verb} ${one.group} ${one.resource} ${one.namespace}`, one])).values(),
  ];
}

/** Nothing for a manifest that is only known when the step runs. */
async function rightsOfResource(
  { name, resource }: Json,
  account: string,
  kinds: ResourceKinds,
  namespace: string,
): Promise<readonly NeededRight[]> {
  if (resource === undefined) return [];
  const { action, manifest, successCondition, failureCondition } = resource as Readonly<Record<string, string | undefined>>;
  const verbs = verbsOfAction(action ?? "", Boolean(successCondition || failureCondition));
  const rights: NeededRight[] = [];
  for (const object of parseAllDocuments(manifest ?? "").map((one) =>
    one.errors.length > 0 ? undefined : (one.toJS() as unknown),
  )) {
    const { apiVersion = "", kind: kindName = "", metadata } = (object ?? {}) as Readonly<Record<string, string>>;
    const own = (metadata as { readonly namespace?: string } | undefined)?.namespace ?? namespace;
    if (kindName === "" || `${apiVersion}${kindName}${own}`.includes("{{")) continue;
    const kind = await kinds.byKind(apiVersion, kindName);
    if (kind === undefined) continue;
    const base = { account, group: kind.group, resource: kind.resource, namespace: own, why: `step "${String(name)}" does` };
    rights.push(...verbs.map((verb) => ({ ...base, verb })));
  }
  return rights;
}

/** Asks for each right whether the account has it; whoever may not ask that, learns nothing. */
export async function findForbidden(
  cluster: OpenCluster,
  rights: readonly NeededRight[],
  signal?: AbortSignal,
): Promise<Missing> {
  const answers = await eachOf(rights, atOnce, (right) => mayAccount(cluster, right, signal));
  const denied = rights.filter((_right, index) => answers[index] === false);
  const groups = Map.groupBy(denied, ({ account, resource, group, namespace, why }) =>
    [account, resource, group, namespace, why].join(" "),
  );
  return {
    problems: [...groups.values()].map((group) => forbidden(group, cluster.namespace)),
    unseen: answers.includes(undefined) ? ["the rights of service accounts"] : [],
  };
}

/** @returns undefined for who may not ask */
export async function mayAccount(
  { client, namespace }: OpenCluster,
  { account, verb, group, resource, namespace: where }: NeededRight,
  signal?: AbortSignal,
): Promise<boolean | undefined> {
  const spec = {
    user: `system:serviceaccount:${namespace}:${account}`,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
    resourceAttributes: { verb, group, resource, namespace: where },
  };
  try {
    const { status } = await client.ask<{ readonly status?: { readonly allowed?: boolean } }>({
      method: "POST",
      path: "/apis/authorization.k8s.io/v1/subjectaccessreviews",
      body: JSON.stringify({ apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview", spec }),
      isRepeatable: true,
      ...(signal && { signal }),
    });
    return status?.allowed !== false;
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return undefined;
    throw error;
  }
}

function forbidden(denied: readonly NeededRight[], own: string): Diagnostic {
  const { account, resource, group, namespace, why } = denied[0]!;
  const verbs = denied.map(({ verb }) => verb).join(" or ");
  const what = `${verbs} ${resource}${group === "" ? "" : `.${group}`}${namespace === own ? "" : ` in namespace "${namespace}"`}`;
  return problem("run-forbidden", { account, what, why });
}
