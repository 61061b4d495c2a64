import { isRecord, type JsonRecord } from "../../argo/yaml/json.ts";

/** Where an artifact may be kept: the name of the field that says so. */
export const locationFields = ["s3", "gcs", "azure", "oss", "hdfs", "http", "artifactory", "git", "raw", "plugin"] as const;

/** Whether an artifact says where it is, if only by a key in the repository. */
export function hasLocation(artifact: JsonRecord): boolean {
  return locationFields.some((field) => {
    const location = artifact[field];
    return isRecord(location) && Object.keys(location).length > 0;
  });
}
