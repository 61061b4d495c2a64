import type { DataSource } from "../../../compiler/argo/model.generated.ts";
import { placeOf, type S3Location } from "../../artifacts/artifact-place.ts";
import type { ArtifactContext } from "../../artifacts/artifact-sources.ts";

/** Whose keys a `data` template lists: the run's own artifacts, or a bucket of an S3-compatible server. */
export type ListedSource =
  | { readonly kind: "local"; readonly key: string }
  | { readonly kind: "s3"; readonly s3: S3Location }
  | { readonly kind: "refused"; readonly why: string };

/** Of a server no key is needed: then the whole bucket is listed. */
export function listedSource({ artifactPaths }: DataSource): ListedSource {
  if (artifactPaths === undefined) return { kind: "refused", why: "it names no artifacts to list" };
  const { endpoint = "", bucket = "", key = "" } = artifactPaths.s3 ?? {};
  if (endpoint !== "" && bucket !== "") return { kind: "s3", s3: { ...artifactPaths.s3, endpoint, bucket, key } };
  const place = placeOf(artifactPaths);
  if (place.kind === "local") return place;
  const what = place.kind === "unknown" ? place.what : place.kind;
  const found = what === "none" ? "which says neither a key nor a server" : `which is of the kind "${what}"`;
  return {
    kind: "refused",
    why: `it lists "${artifactPaths.name}", ${found}; here artifacts of the run can be listed (a key alone) and those of S3-compatible servers`,
  };
}

/**
 * The keys below the prefix of a source, sorted.
 * @throws ArtifactError with the server's words
 */
export async function listedKeys(source: ListedSource, context: ArtifactContext): Promise<readonly string[]> {
  if (source.kind === "refused") throw new Error(source.why);
  if (source.kind === "local") return await context.store.list(source.key);
  const { listS3 } = await import("../../artifacts/sources/s3-source.ts");
  return (await listS3(source.s3, context)).filter((key) => !key.endsWith("/")); // a console makes such keys of folders
}
