import type { KubeObject } from "../watch-object.ts";

/** A kind as manifests name it. */
export interface NamedKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What compile makes, in this version or another. Runs are history, claims and Secrets hold what nobody can make again: none of them is pruned. */
const made: readonly NamedKind[] = [
  ...["WorkflowTemplate", "CronWorkflow"].map((kind) => ({ apiVersion: "argoproj.io/v1alpha1", kind })),
  ...["ConfigMap", "ServiceAccount", "ResourceQuota", "LimitRange"].map((kind) => ({ apiVersion: "v1", kind })),
  ...["Role", "RoleBinding"].map((kind) => ({ apiVersion: "rbac.authorization.k8s.io/v1", kind })),
  { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
  { apiVersion: "resource.k8s.io/v1", kind: "ResourceClaimTemplate" },
];

const neverPruned: ReadonlySet<string> = new Set(["Workflow", "PersistentVolumeClaim", "Secret", "Namespace"]);

/** Kinds whose objects are pruned when they are ours and no longer wanted. */
export function prunableKinds(desired: readonly KubeObject[]): readonly NamedKind[] {
  const wanted = desired.map(({ apiVersion = "", kind = "" }) => ({ apiVersion, kind }));
  const all = new Map([...made, ...wanted].map((one) => [`${one.apiVersion} ${one.kind}`, one]));
  return [...all.values()].filter(({ kind }) => !neverPruned.has(kind));
}
