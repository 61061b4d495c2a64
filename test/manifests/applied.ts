import { setTimeout as after } from "node:timers/promises";
import type { ServerOfTests } from "../cluster/with-apiserver.ts";
import type { KubeObject } from "./kustomize.ts";

const pathOfGroup = (apiVersion: string): string => (apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`);

/** Where objects of a kind are, as the server itself tells. */
export async function pathOf({ ask }: ServerOfTests, { apiVersion, kind, metadata }: KubeObject): Promise<string> {
  const base = pathOfGroup(apiVersion);
  const { body } = await ask("GET", base);
  const found = (body.resources as readonly { kind: string; name: string; namespaced: boolean }[] | undefined)?.find(
    (one) => one.kind === kind && !one.name.includes("/"),
  );
  if (found === undefined) throw new Error(`the server has no ${kind} of ${apiVersion}`);
  return `${base}${found.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : ""}/${found.name}`;
}

/** Makes an object, or puts it in the place of what is there. Unknown and repeated fields are refused. */
export async function apply(at: ServerOfTests, object: KubeObject): Promise<void> {
  const path = await pathOf(at, object);
  const made = await at.ask("POST", `${path}?fieldValidation=Strict`, object);
  if (made.code === 201) return;
  if (made.code !== 409) throw new Error(`${object.kind} ${object.metadata.name}: ${JSON.stringify(made.body.message)}`);
  const patched = await at.ask("PATCH", `${path}/${object.metadata.name}?fieldValidation=Strict`, object);
  if (patched.code !== 200) throw new Error(`${object.kind} ${object.metadata.name}: ${JSON.stringify(patched.body.message)}`);
}

/** Namespaces first, as kubectl does. */
export async function applyAll(at: ServerOfTests, objects: readonly KubeObject[]): Promise<void> {
  const first = (one: KubeObject) => one.kind === "Namespace";
  for (const object of [...objects.filter(first), ...objects.filter((one) => !first(one))]) await apply(at, object);
}

/** Makes CRDs and waits until their kinds can be used. */
export async function applyKinds({ ask }: ServerOfTests, crds: readonly object[]): Promise<void> {
  const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  for (const crd of crds as readonly KubeObject[]) {
    const made = await ask("POST", path, crd);
    if (made.code !== 201) throw new Error(`${crd.metadata.name}: ${made.body.message}`);
    for (;;) {
      const { body } = await ask("GET", `${path}/${crd.metadata.name}`);
      const conditions: readonly { readonly type: string; readonly status: string }[] = body.status?.conditions ?? [];
      if (conditions.some(({ type, status }) => type === "Established" && status === "True")) break;
      await after(100);
    }
  }
}

/** Whether an account may do something in its namespace: the server's own answer. */
export async function may(
  { ask }: ServerOfTests,
  namespace: string,
  account: string,
  verb: string,
  resource: string,
  where: string = namespace,
): Promise<boolean> {
  const [name = "", subresource] = resource.split("/");
  const [plural = "", ...group] = name.split(".");
  const { code, body } = await ask("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      user: `system:serviceaccount:${namespace}:${account}`,
      groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
      resourceAttributes: {
        namespace: where,
        verb,
        group: group.join("."),
        resource: plural,
        ...(subresource !== undefined && { subresource }),
      },
    },
  });
  if (code !== 201) throw new Error(`${code} ${JSON.stringify(body)}`);
  return body.status.allowed === true;
}
