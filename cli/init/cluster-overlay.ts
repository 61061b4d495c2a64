import { identities, type Store, toSet } from "./stores.ts";

/** What an overlay is made for. */
export interface OverlayWishes {
  readonly namespace: string;
  readonly store: Store;
  /** The profile that pipelines are compiled with. */
  readonly profile: string;
  /** Kueue's ClusterQueue that gives out room; none for a cluster without Kueue. */
  readonly queue: string | undefined;
}

/** The folders of manifests/ that a namespace begins with. */
export function partsOf({ store, queue }: OverlayWishes): readonly string[] {
  return [
    "base",
    `storage/${store}`,
    "parts/quota",
    "parts/locks",
    "parts/artifact-gc",
    ...(queue === undefined ? [] : ["parts/queue"]),
  ];
}

/** Parts that are copied too and left out at first: a line brings them in. */
export const partsToAdd: readonly string[] = ["parts/network", "parts/agent", "parts/monitoring", "parts/events"];

/** `kustomization.yaml` of one's own namespace, above copies of the parts in `pipewright/`. */
export function overlayText(wishes: OverlayWishes): string {
  const { namespace, store, queue } = wishes;
  const identity = identities[store];
  const lines = [
    `# The namespace "${namespace}" for pipelines: kubectl apply --server-side -k .`,
    "# pipewright/ is a copy of what Pipewright brings along; change things here, by patches, and it can be replaced by a newer one.",
    `# To set in pipewright/storage/${store}, or by patches: ${toSet[store].replace("NAMESPACE", namespace)}`,
    "apiVersion: kustomize.config.k8s.io/v1beta1",
    "kind: Kustomization",
    `namespace: ${namespace}`,
    "resources:",
    ...partsOf(wishes).map((part) => `- pipewright/${part}`),
    ...partsToAdd.map((part) => `# - pipewright/${part}`),
    "patches:",
    "# What all pods of the namespace may ask for together.",
    "- target: { kind: ResourceQuota, name: pipelines }",
    "  patch: |-",
    "    - { op: replace, path: /spec/hard/requests.cpu, value: '32' }",
    "    - { op: replace, path: /spec/hard/requests.memory, value: 128Gi }",
    "    - { op: replace, path: /spec/hard/limits.memory, value: 192Gi }",
    "    - { op: replace, path: '/spec/hard/requests.nvidia.com~1gpu', value: '4' }",
    ...(identity === undefined
      ? []
      : [
          "# Who pods are at the cloud; steps and those that delete artifacts are not the executor.",
          "- target: { kind: ServiceAccount, name: default|pipeline-step|pipeline-artifact-gc }",
          "  patch: |-",
          "    apiVersion: v1",
          "    kind: ServiceAccount",
          "    metadata:",
          "      name: any",
          "      annotations:",
          `        ${identity[0]}: ${identity[1]}`,
        ]),
    ...(queue === undefined
      ? []
      : [
          "- target: { kind: LocalQueue, name: pipelines }",
          "  patch: |-",
          `    - { op: replace, path: /spec/clusterQueue, value: ${queue} }`,
        ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** A profile for `--profile`: programs of steps see no token, and Argo's own containers are who tells results. */
export function profileText({ namespace, store, profile }: OverlayWishes): string {
  const azure =
    store === "azure" ? '\n    labels: { "azure.workload.identity/use": "true" }, // whom Azure gives an identity' : "";
  return `import { profile } from "pipewright";

/** The cluster that the namespace "${namespace}" is in: pipewright compile --profile FILE */
export default profile({
  name: "${namespace}",
  base: "${profile}",
  options: {
    serviceAccount: "pipeline-step",
    executorServiceAccount: "pipeline-executor",
  },
  defaults: {
    automountToken: false, // the accounts' rights are Argo's, not the programs'${azure}
  },
});
`;
}
