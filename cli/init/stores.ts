/** Where artifacts are kept; each is a folder of manifests/storage. */
export type Store = "s3" | "aws" | "gcs" | "azure";

export const stores: readonly Store[] = ["s3", "aws", "gcs", "azure"];

/** What its owner has to set: told when the overlay is written, and in the file itself. */
export const toSet: Readonly<Record<Store, string>> = {
  s3: "bucket and endpoint; then: kubectl create secret generic artifact-store -n NAMESPACE --from-file=accessKey --from-file=secretKey",
  aws: "bucket and region; the role of the accounts in kustomization.yaml",
  gcs: "bucket; the identity of the accounts in kustomization.yaml",
  azure: "endpoint and container; the identity of the accounts in kustomization.yaml",
};

/** Who pods are at the cloud: an annotation of their accounts, whose value is the owner's to set. */
export const identities: Readonly<Partial<Record<Store, readonly [annotation: string, example: string]>>> = {
  aws: ["eks.amazonaws.com/role-arn", "arn:aws:iam::123456789012:role/pipelines"],
  gcs: ["iam.gke.io/gcp-service-account", "pipelines@my-project.iam.gserviceaccount.com"],
  azure: ["azure.workload.identity/client-id", "00000000-0000-0000-0000-000000000000"],
};
