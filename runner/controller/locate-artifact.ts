import type { Artifact } from "../../compiler/argo/model.generated.ts";

/** The kinds of place where an artifact may lie. */
const places = ["s3", "gcs", "azure", "oss", "hdfs", "http", "artifactory", "git", "raw", "plugin"] as const;

/** Whether an artifact says where it lies: an empty object does not. */
export const hasPlace = (artifact: Artifact): boolean =>
  places.some((place) => artifact[place] !== undefined && Object.keys(artifact[place]).length > 0);

/** Where an artifact lies, and how it was packed there: what goes along when it is handed on. */
export function placeOf(artifact: Artifact): Partial<Artifact> {
  const kept = [...places, "archive" as const].flatMap((field) =>
    artifact[field] === undefined ? [] : [[field, artifact[field]]],
  );
  return Object.fromEntries(kept);
}
