import type { AccountRights } from "./rule.ts";

/**
 * Service accounts, their Roles and what binds them, for one pipeline. `default` is Kubernetes' own and is only bound. A Secret for a token
 * that Argo reads is made empty: Kubernetes fills it.
 */
export function rightsObjects(pipeline: string, accounts: readonly AccountRights[]): readonly object[] {
  const labels = { "app.kubernetes.io/managed-by": "pipewright", "pipewright.dev/pipeline": pipeline };
  return accounts.flatMap(({ account, rules, hasTokenSecret }) => {
    const name = `${pipeline}.${account}`;
    return [
      ...(account === "default" ? [] : [accountObject(account, labels)]),
      ...(hasTokenSecret ? [tokenObject(account, labels)] : []),
      ...(rules.length === 0 ? [] : [roleObject(name, labels, rules), bindingObject(name, labels, account)]),
    ];
  });
}

type Labels = Readonly<Record<string, string>>;
const rbac = "rbac.authorization.k8s.io";

const accountObject = (name: string, labels: Labels): object => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, labels },
});

const tokenObject = (account: string, labels: Labels): object => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: {
    name: `${account}.service-account-token`, // where Argo looks for it
    labels,
    annotations: { "kubernetes.io/service-account.name": account },
  },
  type: "kubernetes.io/service-account-token",
});

const roleObject = (name: string, labels: Labels, rules: AccountRights["rules"]): object => ({
  apiVersion: `${rbac}/v1`,
  kind: "Role",
  metadata: { name, labels },
  rules: rules.map(({ apiGroup, resource, verbs }) => ({ apiGroups: [apiGroup], resources: [resource], verbs })),
});

/** A subject without a namespace is an account of the binding's own. */
const bindingObject = (name: string, labels: Labels, account: string): object => ({
  apiVersion: `${rbac}/v1`,
  kind: "RoleBinding",
  metadata: { name, labels },
  roleRef: { apiGroup: rbac, kind: "Role", name },
  subjects: [{ kind: "ServiceAccount", name: account }],
});
