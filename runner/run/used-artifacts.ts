import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { placeOf } from "../artifacts/artifact-place.ts";
import type { UsedArtifact } from "../event.ts";

/** The artifacts that a node was given, each with where it came from; one that is absent is left out. */
export function usedArtifacts(artifacts: readonly Artifact[] = []): readonly UsedArtifact[] {
  return artifacts.flatMap((artifact): readonly UsedArtifact[] => {
    const place = placeOf(artifact);
    const { name, subPath } = artifact;
    if (place.kind === "local") return [{ name, key: subPath === undefined ? place.key : `${place.key}/${subPath}` }];
    const source = sourceOf(artifact);
    return source === undefined ? [] : [{ name, source }];
  });
}

/** Data from outside in one line. A password in an address is not part of it. */
function sourceOf({ s3, http, git, raw, gcs, oss, azure, hdfs, artifactory }: Artifact): string | undefined {
  if (raw !== undefined) return "raw";
  if (http !== undefined) return withoutPassword(http.url ?? "");
  if (git !== undefined) return `git+${withoutPassword(git.repo ?? "")}${git.revision === undefined ? "" : `@${git.revision}`}`;
  if (s3?.key !== undefined) return `s3://${s3.bucket ?? ""}/${s3.key}`;
  if (gcs?.key !== undefined) return `gs://${gcs.bucket ?? ""}/${gcs.key}`;
  if (oss?.key !== undefined) return `oss://${oss.bucket ?? ""}/${oss.key}`;
  if (azure?.blob !== undefined) return `azure://${azure.container ?? ""}/${azure.blob}`;
  if (hdfs?.path !== undefined) return `hdfs:${hdfs.path}`;
  return artifactory?.url === undefined ? undefined : withoutPassword(artifactory.url);
}

const withoutPassword = (address: string): string => address.replace(/(?<=^[a-z+]*:\/\/)[^/@]*@/i, "");
