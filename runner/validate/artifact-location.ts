import type { Artifact, ArtifactLocation, HDFSArtifact } from "../../compiler/argo/model.generated.ts";
import { refuse } from "./refusal.ts";

/** Whether an artifact says where it is, if only by a key in the repository. */
export function hasLocationOrKey({ s3, gcs, oss, azure, hdfs, git, http, artifactory, raw, plugin }: Artifact): boolean {
  if (raw !== undefined) return true;
  const ways = [s3?.key, gcs?.key, oss?.key, azure?.blob, hdfs?.path, git?.repo, http?.url, artifactory?.url, plugin?.key];
  return ways.some((way) => way !== undefined && way !== "");
}

/** What the controller wants of a location: a repository of git, an address and a user of HDFS. */
export function checkLocation(at: string, { git, hdfs }: ArtifactLocation): void {
  if (git !== undefined && !git.repo) refuse(`${at}.git.repo is required`);
  if (hdfs !== undefined) checkHdfs(`${at}.hdfs`, hdfs);
}

function checkHdfs(at: string, hdfs: HDFSArtifact): void {
  const { addresses, path, hdfsUser, krbCCacheSecret, krbKeytabSecret, krbServicePrincipalName, krbConfigConfigMap } = hdfs;
  if (!addresses?.length) refuse(`${at}.addresses is required`);
  if (!path) refuse(`${at}.path is required`);
  if (!path.startsWith("/")) refuse(`${at}.path must be a absolute file path`);
  if (!hdfsUser && krbCCacheSecret === undefined && krbKeytabSecret === undefined)
    refuse(`either ${at}.hdfsUser, ${at}.krbCCacheSecret or ${at}.krbKeytabSecret is required`);
  if (krbServicePrincipalName && krbConfigConfigMap !== undefined) return;
  const needed = `${at}.krbServicePrincipalName and ${at}.krbConfigConfigMap are required with ${at}`;
  if (krbKeytabSecret !== undefined) refuse(`${needed}.krbKeytabSecret`);
  if (krbCCacheSecret !== undefined) refuse(`${needed}.krbCCacheSecret`);
}
