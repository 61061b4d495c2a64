import { listObjects } from "../list-objects.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { getObject } from "../plan/plan-objects.ts";
import { type Check, fail, ok, warn } from "./check.ts";

const namespaceKind = { group: "", version: "v1", kind: "Namespace", resource: "namespaces", isNamespaced: false };
const quotaKind = { group: "", version: "v1", kind: "ResourceQuota", resource: "resourcequotas", isNamespaced: true };
const enforceLabel = "pod-security.kubernetes.io/enforce";

/** Whether the namespace is to stay, how strict it is, and which of its quotas are used up. @throws ApiError */
export async function checkNamespace({ client, namespace }: OpenCluster): Promise<readonly Check[]> {
  const [found, quotas] = await Promise.all([
    getObject({ client, kind: namespaceKind, namespace: "", name: namespace }),
    listObjects(client, quotaKind, { namespace }),
  ]);
  const { phase } = (found?.["status"] ?? {}) as { readonly phase?: string };
  const labels = (found?.metadata["labels"] ?? {}) as Readonly<Record<string, string>>;
  const level = labels[enforceLabel];
  return [
    phase === "Terminating"
      ? fail("Namespace", `${namespace} is being deleted`, `Wait, then: kubectl create namespace ${namespace}`)
      : ok("Namespace", `${namespace}${level === undefined ? "" : `, pods have to be "${level}"`}`),
    ...(level === undefined
      ? [
          warn(
            "Pod security",
            "any pod may run, also one that can do everything on its node",
            `Pods of pipelines pass the strictest level: kubectl label namespace ${namespace} ${enforceLabel}=restricted`,
          ),
        ]
      : []),
    ...quotas.flatMap(({ metadata, status }) => usedUp(metadata.name ?? "", status)),
  ];
}

function usedUp(name: string, status: unknown): readonly Check[] {
  const { hard = {}, used = {} } = (status ?? {}) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const full = Object.keys(hard).filter((resource) => used[resource] !== undefined && used[resource] === hard[resource]);
  if (full.length === 0) return [ok("Quota", `${name} has room`)];
  const says = `${name} is used up: ${full.map((one) => `${one} ${used[one]} of ${hard[one]}`).join(", ")}`;
  return [warn("Quota", says, "Delete what nobody needs, or have it raised.")];
}
