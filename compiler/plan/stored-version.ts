import { createHash } from "node:crypto";
import type { ArtifactLocation } from "../../dsl/options/artifact-location.ts";

/**
 * What tells the contents of a place in a store from all others, where the place itself says so: a text stands in it, and a whole commit
 * is named by its contents. Objects of stores, files of servers, branches and tags can be other ones tomorrow: undefined.
 */
export function versionOfStored(location: ArtifactLocation): string | undefined {
  if (location.store === "raw") return sha256(location.data);
  if (location.store === "git" && isCommit(location.revision)) return sha256(`${location.repo} ${location.revision}`);
  return undefined;
}

/** The whole name of a commit, in SHA-1 or SHA-256; a shorter one may be a branch or a tag. */
const isCommit = (revision: string | undefined): boolean =>
  revision !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision);

const sha256 = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;
