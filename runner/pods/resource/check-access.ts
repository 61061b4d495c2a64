import { ClusterError } from "../../../cluster/cluster-error.ts";
import type { KubeClient } from "../../../cluster/kube-client.ts";
import { type ResourceKind, ResourceKinds } from "../../../cluster/resource-kinds.ts";
import type { ResourceTemplate, Template } from "../../../compiler/argo/model.generated.ts";
import { manifestObjects } from "./manifest-objects.ts";

/** Something that a step will do, as rights are given for it. */
interface Wish {
  readonly verb: string;
  readonly kind: ResourceKind;
  readonly namespace: string;
}

const verbsOf: Readonly<Record<ResourceTemplate["action"], readonly string[]>> = {
  get: ["get"],
  create: ["create"],
  apply: ["patch"],
  replace: ["get", "update"],
  patch: ["patch"],
  delete: ["delete"],
};

/**
 * Asks the cluster before anything starts whether the steps may do what they will do, as far as their manifests say it already. A cluster that
 * does not answer such questions is taken to allow it.
 *
 * @throws ClusterError `cluster-forbids` with all that may not be done
 */
export async function checkAccess(
  cluster: { readonly client: KubeClient; readonly namespace: string; readonly context: string },
  templates: readonly Template[],
): Promise<void> {
  const { client, context } = cluster;
  const kinds = new ResourceKinds(client);
  const refused: string[] = [];
  for (const { name = "inline", resource } of templates) {
    if (resource === undefined) continue;
    for (const wish of await wishesOf(resource, kinds, cluster.namespace)) {
      const { verb, kind, namespace } = wish;
      const what = `${verb} ${kind.resource}${kind.group === "" ? "" : `.${kind.group}`}`;
      const where = kind.isNamespaced ? ` in namespace "${namespace}"` : "";
      if (!(await isAllowed(client, wish))) refused.push(`    - template "${name}": ${what}${where}`);
    }
  }
  if (refused.length > 0)
    throw new ClusterError(
      "cluster-forbids",
      `The user of context "${context}" may not do what the steps will do:\n${refused.join("\n")}`,
      "Somebody who may give rights gives these by a Role and a RoleBinding; kubectl auth can-i --list shows those that there are.",
    );
}

/** Nothing for a manifest that is only known when the step runs. */
async function wishesOf(resource: ResourceTemplate, kinds: ResourceKinds, namespace: string): Promise<readonly Wish[]> {
  const { action, manifest = "", successCondition, failureCondition } = resource;
  const isAwaited = Boolean(successCondition) || Boolean(failureCondition);
  const verbs = new Set([...(verbsOf[action] ?? []), ...(isAwaited ? ["get"] : [])]);
  const wishes: Wish[] = [];
  for (const { apiVersion = "", kind: wanted = "", metadata } of objectsOf(manifest)) {
    const own = typeof metadata.namespace === "string" ? metadata.namespace : namespace;
    if (`${apiVersion}${wanted}${own}`.includes("{{")) continue;
    const kind = await kinds.byKind(apiVersion, wanted).catch(() => undefined);
    if (kind !== undefined) wishes.push(...[...verbs].map((verb) => ({ verb, kind, namespace: own })));
  }
  return wishes;
}

function objectsOf(manifest: string): ReturnType<typeof manifestObjects> {
  try {
    return manifestObjects(manifest, "");
  } catch {
    return []; // its tags make it no YAML before they are replaced
  }
}

async function isAllowed(client: KubeClient, { verb, kind, namespace }: Wish): Promise<boolean> {
  const resourceAttributes = {
    verb,
    group: kind.group,
    version: kind.version,
    resource: kind.resource,
    ...(kind.isNamespaced && { namespace }),
  };
  const review = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } };
  try {
    const { status } = await client.ask<{ readonly status?: { readonly allowed?: boolean } }>({
      method: "POST",
      path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
      body: JSON.stringify(review),
      isRepeatable: true,
    });
    return status?.allowed !== false;
  } catch {
    return true;
  }
}
