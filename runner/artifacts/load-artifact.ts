import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { ArtifactError } from "./artifact-error.ts";
import { placeOf, withSubPath } from "./artifact-place.ts";
import type { ArtifactContext } from "./artifact-sources.ts";
import { isTarball } from "./tarball.ts";
import { applyMode, unpackArtifact } from "./unpack-artifact.ts";

/**
 * Brings an input artifact to a path that does not exist yet, unpacked and with its permissions.
 *
 * @param mayLink whether the reader only reads, so that a link to the store will do
 * @throws ArtifactError when it is not there or can't be unpacked
 */
export async function loadArtifact(given: Artifact, to: string, context: ArtifactContext, mayLink: boolean): Promise<void> {
  const artifact = withSubPath(given);
  await mkdir(dirname(to), { recursive: true });
  if (await isEmptyFolder(artifact, context)) {
    await mkdir(to);
    return;
  }
  if (mayLink && artifact.mode === undefined && (await linkArtifact(artifact, to, context))) return;
  const fetched = `${to}.fetched`;
  try {
    await fetchArtifact(artifact, fetched, context);
    await unpackArtifact(fetched, to, artifact.archive, context.bounds);
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
  if (artifact.mode !== undefined) await applyMode(to, artifact.mode, artifact.recurseMode === true);
}

/** A key that ends in a slash stands for all keys below it, and these may be none. */
async function isEmptyFolder(artifact: Artifact, { store }: ArtifactContext): Promise<boolean> {
  const place = placeOf(artifact);
  return place.kind === "local" && place.key.endsWith("/") && (await store.kind(place.key)) === undefined;
}

/** Links to what lies in the store just as the reader wants it; false when it has to be unpacked. */
async function linkArtifact(artifact: Artifact, to: string, { store }: ArtifactContext): Promise<boolean> {
  const place = placeOf(artifact);
  if (place.kind !== "local") return false;
  const isPacked = artifact.archive?.tar !== undefined || artifact.archive?.zip !== undefined;
  if (isPacked) return false;
  if (
    artifact.archive?.none === undefined &&
    (await store.kind(place.key)) === "file" &&
    (await isTarball(store.pathOf(place.key)))
  )
    return false;
  await store.linkTo(place.key, to);
  return true;
}

async function fetchArtifact(artifact: Artifact, to: string, context: ArtifactContext): Promise<void> {
  const place = placeOf(artifact);
  switch (place.kind) {
    case "local":
      return context.store.copyTo(place.key, to);
    case "raw":
      await writeFile(to, artifact.raw?.data ?? "");
      return chmod(to, 0o666);
    case "http": {
      const { fetchHttp } = await import("./sources/http-source.ts");
      return fetchHttp(artifact.http ?? { url: "" }, to, context);
    }
    case "git": {
      const { fetchGit } = await import("./sources/git-source.ts");
      return fetchGit(artifact.git ?? { repo: "" }, to, context);
    }
    case "s3": {
      const { fetchS3 } = await import("./sources/s3-source.ts");
      return fetchS3(place.s3, to, context);
    }
    case "none":
      throw new ArtifactError("it names no place");
    case "unknown":
      throw new ArtifactError(
        `artifacts in ${place.what} can't be reached from here; name an S3-compatible endpoint, or a key alone`,
      );
  }
}
