import { eachOf } from "../each-of.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { mayAccount } from "../plan/access.ts";
import { atOnce } from "../plan/plan-objects.ts";
import { type Check, fail, ok, unknown, warn } from "./check.ts";

const argo = "argoproj.io";

/** What a person does with each verb of Pipewright's. */
const own: readonly (readonly [verb: string, group: string, resource: string, what: string])[] = [
  ["patch", argo, "workflowtemplates", "apply"],
  ["create", argo, "workflowtemplates", "apply"],
  ["patch", argo, "cronworkflows", "apply"],
  ["list", argo, "workflowtemplates", "prune"],
  ["delete", argo, "workflowtemplates", "prune"],
  ["create", argo, "workflows", "submit"],
  ["watch", argo, "workflows", "watch"],
  ["list", argo, "workflows", "runs"],
  ["get", "", "pods/log", "logs"],
];

/** Whether the person may do what the verbs do, and the service account what runs do. @throws ApiError */
export async function checkRights(cluster: OpenCluster, account: string): Promise<readonly Check[]> {
  const { namespace } = cluster;
  const answers = await eachOf(own, atOnce, (one) => mayI(cluster, one));
  const denied = own.filter((_one, index) => answers[index] === false);
  const lacks = denied.map(([verb, group, resource, what]) => `${verb} ${resource}${group === "" ? "" : `.${group}`} (${what})`);
  const why = "the executor in each pod tells the results of steps by it";
  const right = { account, group: argo, resource: "workflowtaskresults", namespace, why };
  const [create, patch] = await Promise.all([
    mayAccount(cluster, { ...right, verb: "create" }),
    mayAccount(cluster, { ...right, verb: "patch" }),
  ]);
  return [
    lacks.length === 0
      ? ok("Your rights", `apply, prune, submit, watch and logs in namespace ${namespace}`)
      : warn(
          "Your rights",
          `you may not ${lacks.join(", ")}`,
          "Somebody who may give rights gives them by a Role and a RoleBinding.",
        ),
    create === undefined || patch === undefined
      ? unknown("Service account", `you may not ask what "${account}" may do`)
      : create && patch
        ? ok("Service account", `"${account}" may tell the results of steps`)
        : fail(
            "Service account",
            `"${account}" may not create and patch workflowtaskresults.argoproj.io: every step would end in an error`,
            "pipewright init --cluster writes the Role and the RoleBinding.",
          ),
  ];
}

async function mayI(
  { client, namespace }: OpenCluster,
  [verb, group, resource]: (typeof own)[number],
): Promise<boolean | undefined> {
  const [name, subresource] = resource.split("/");
  const resourceAttributes = { verb, group, resource: name, namespace, ...(subresource !== undefined && { subresource }) };
  const { status } = await client.ask<{ readonly status?: { readonly allowed?: boolean } }>({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    body: JSON.stringify({
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes },
    }),
    isRepeatable: true,
  });
  return status?.allowed;
}
