import { eachOf } from "../each-of.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { atOnce, getObject } from "../plan/plan-objects.ts";
import type { KubeObject } from "../watch-object.ts";
import { type Check, fail, ok, warn } from "./check.ts";
import type { DoctorOptions } from "./check-cluster.ts";

const accountKind = { group: "", version: "v1", kind: "ServiceAccount", resource: "serviceaccounts", isNamespaced: true };
const secretKind = { group: "", version: "v1", kind: "Secret", resource: "secrets", isNamespaced: true };

/** Whether pods of the service account have a login for the registry of the images. What is in it is never told. @throws ApiError */
export async function checkPulls(
  { client, namespace }: OpenCluster,
  { account, registry }: DoctorOptions,
): Promise<readonly Check[]> {
  const host = registry.split("/")[0] ?? registry;
  if (/^(localhost|127\.)/.test(host))
    return [
      warn(
        "Image pulls",
        `${host} is this machine; nodes of a cluster mean themselves by it`,
        "pipewright build --registry HOST/PATH, with a registry that nodes reach.",
      ),
    ];
  const found = await getObject({ client, kind: accountKind, namespace, name: account });
  if (found === undefined)
    return [
      fail(
        "Image pulls",
        `there is no service account "${account}"`,
        `kubectl create serviceaccount ${account} --namespace ${namespace}`,
      ),
    ];
  const names = ((found["imagePullSecrets"] ?? []) as readonly { readonly name: string }[]).map(({ name }) => name);
  if (names.length === 0)
    return [ok("Image pulls", `"${account}" names no login: right for a public registry, and where nodes have one for ${host}`)];
  const secrets = await eachOf(names, atOnce, (name) => getObject({ client, kind: secretKind, namespace, name }));
  const missing = names.filter((_name, index) => secrets[index] === undefined);
  if (missing.length > 0)
    return [
      fail(
        "Image pulls",
        `"${account}" names the Secret ${missing.join(", ")}, which is not there`,
        `kubectl create secret docker-registry ${missing[0]} --namespace ${namespace} --docker-server=${host}`,
      ),
    ];
  const hosts = new Set(secrets.flatMap((one) => (one === undefined ? [] : hostsOf(one))));
  return hosts.has(host)
    ? [ok("Image pulls", `"${account}" has a login for ${host}`)]
    : [
        warn(
          "Image pulls",
          `"${account}" has logins for ${[...hosts].join(", ") || "no registry"}, and images are in ${host}`,
          `kubectl create secret docker-registry NAME --namespace ${namespace} --docker-server=${host}`,
        ),
      ];
}

/** The registries that a Secret of type kubernetes.io/dockerconfigjson has logins for. */
function hostsOf({ data }: KubeObject): readonly string[] {
  try {
    const text = Buffer.from((data as Readonly<Record<string, string>>)[".dockerconfigjson"] ?? "", "base64").toString();
    const { auths = {} } = JSON.parse(text) as { readonly auths?: object };
    return Object.keys(auths).map((key) => key.replace(/^https?:\/\//, "").split("/")[0] ?? key);
  } catch {
    return [];
  }
}
