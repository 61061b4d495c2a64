import type { Artifact, S3Artifact } from "../../compiler/argo/model.generated.ts";

/** An S3-compatible server that an artifact names itself. */
export type S3Location = S3Artifact & { readonly endpoint: string; readonly bucket: string; readonly key: string };

/** Where an artifact lies. */
export type ArtifactPlace =
  | { readonly kind: "local"; readonly key: string }
  | { readonly kind: "s3"; readonly s3: S3Location }
  | { readonly kind: "raw" | "http" | "git" }
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly what: string };

/**
 * Which of the places an artifact names. A key without a server means the artifact repository, which is the local store here, whatever
 * sort of repository the cluster has.
 */
export function placeOf(artifact: Artifact): ArtifactPlace {
  const { s3, gcs, oss, azure, hdfs, artifactory, plugin } = artifact;
  if (artifact.raw !== undefined) return { kind: "raw" };
  if (artifact.http !== undefined) return { kind: "http" };
  if (artifact.git !== undefined) return { kind: "git" };
  if (s3?.key !== undefined && s3.key !== "") {
    const { endpoint = "", bucket = "", key } = s3;
    return endpoint !== "" && bucket !== "" ? { kind: "s3", s3: { ...s3, endpoint, bucket, key } } : { kind: "local", key };
  }
  if (gcs !== undefined && !gcs.bucket && gcs.key) return { kind: "local", key: gcs.key };
  if (oss !== undefined && !oss.bucket && oss.key) return { kind: "local", key: oss.key };
  if (azure !== undefined && !azure.container && azure.blob) return { kind: "local", key: azure.blob };
  const named = Object.entries({ gcs, oss, azure, hdfs, artifactory, plugin }).find(([, location]) => location !== undefined);
  return named === undefined ? { kind: "none" } : { kind: "unknown", what: named[0] };
}

/** The artifact as something below it: `subPath` joins its key. */
export function withSubPath(artifact: Artifact): Artifact {
  const { subPath, ...rest } = artifact;
  if (subPath === undefined || subPath === "") return artifact;
  const below = (key: string | undefined) => [(key ?? "").replace(/\/+$/, ""), subPath.replace(/^\/+/, "")].join("/");
  if (rest.s3 !== undefined) return { ...rest, s3: { ...rest.s3, key: below(rest.s3.key) } };
  if (rest.gcs !== undefined) return { ...rest, gcs: { ...rest.gcs, key: below(rest.gcs.key) } };
  if (rest.oss !== undefined) return { ...rest, oss: { ...rest.oss, key: below(rest.oss.key) } };
  if (rest.azure !== undefined) return { ...rest, azure: { ...rest.azure, blob: below(rest.azure.blob) } };
  return rest;
}
