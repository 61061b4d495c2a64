export type InitVerb = "init";

export const initVerbs: Readonly<Record<InitVerb, string>> = {
  init: `Usage: pipewright init --cluster [DIR] [options]

Writes a kustomize overlay for one's own namespace (default: deploy): accounts and their rights,
Pod Security, the artifact repository, a quota, locks; and a profile that compile, plan and apply
take. It asks nothing, and writes into no folder that holds something.

  --namespace NAME  (default: pipelines)
  --storage s3      a store that speaks S3, with keys in a Secret (the default)
            aws     S3 by the role of the pod's account
            gcs     Google Cloud Storage by workload identity
            azure   Azure Blob Storage by workload identity
  --profile NAME    the cluster: generic (the default), kind, gke, eks, aks, …
  --queue NAME      Kueue's ClusterQueue that gives out room

Exit code: 0 written, 2 wrong usage, or a folder that is there already.
`,
};
