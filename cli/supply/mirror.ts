import { join } from "node:path";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { RepositoryPlace } from "../../containers/images/base.ts";
import { type ImagesLock, updateLock } from "../../containers/images/images-lock.ts";
import { pinnedName } from "../../containers/images/locked-images.ts";
import { BlobFolder } from "../../containers/oci/blob-folder.ts";
import type { ImageSource } from "../../containers/oci/image-store.ts";
import { parseReference } from "../../containers/registry/image-reference.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";
import { copyImage } from "../../containers/supply/copy-image.ts";
import { chooseBase } from "../build/bases.ts";
import { openRepository } from "../build/open-repository.ts";
import { ProblemError } from "../problem-error.ts";
import { asStoreProblems } from "./as-store-problems.ts";
import type { LockedProject } from "./locked-project.ts";

/** An image that was copied, or was there. */
export interface MirroredImage {
  /** What it was called: `docker.io/library/python:3.12-slim`. */
  readonly from: string;
  /** By tag and digest. */
  readonly to: string;
  readonly digest: string;
  readonly sentBytes: number;
}

interface Origin {
  readonly source: ImageSource;
  readonly place: RepositoryPlace | undefined;
}

/** Something of the lock that comes from elsewhere. */
interface Wanted {
  readonly from: string;
  readonly digest: string;
  /** Its name in the mirror, with a tag. */
  readonly to: string;
  /** Where it may be copied from: its mirror, if it has one, before where it comes from. */
  readonly origins: readonly (() => Promise<Origin>)[];
}

/**
 * Copies the bases and the foreign images of a lock into one's own registry, by digest, and says so in the lock when all of them are there.
 * @param registry `ghcr.io/me/mirror`
 */
export async function mirrorImages(
  project: LockedProject,
  registry: string,
  session: RegistrySession,
  copied: (image: MirroredImage) => void,
): Promise<readonly MirroredImage[]> {
  const images: MirroredImage[] = [];
  for (const wanted of [...wantedBases(project, registry, session), ...wantedForeign(project, registry, session)]) {
    const image = await asStoreProblems(wanted.from, () => mirrored(wanted, session));
    copied(image);
    images.push(image);
  }
  if (images.length > 0) await updateLock(project.workspace, (now) => mirroredLock(now ?? project.lock, images));
  return images;
}

async function mirrored({ from, digest, to, origins }: Wanted, session: RegistrySession): Promise<MirroredImage> {
  const target = openRepository(to, session);
  const done = (sentBytes: number): MirroredImage => ({ from, to: `${to}@${digest}`, digest, sentBytes });
  const there = await target.sink.manifest(digest);
  if (there !== undefined) return done(await copyImage(target.sink, there, target.sink, { tag: target.reference }));
  let place = "";
  for (const open of origins) {
    const origin = await open();
    const image = await origin.source.manifest(digest);
    place = origin.source.name;
    if (image === undefined) continue;
    const mountFrom = origin.place?.registry === target.place.registry ? origin.place.repository : undefined;
    return done(await copyImage(origin.source, image, target.sink, { tag: target.reference, mountFrom }));
  }
  throw new ProblemError([problem("mirror-source-gone", { image: from, digest, place })]);
}

function wantedForeign({ lock }: LockedProject, registry: string, session: RegistrySession): readonly Wanted[] {
  return Object.entries(lock.foreign)
    .filter(([from]) => !from.startsWith(`${registry}/`))
    .map(([from, digest]) => ({
      from,
      digest,
      to: mirrorName(from, digest, registry),
      origins: [...new Set([pinnedName(from, lock), from])].map((name) => async () => {
        const { sink, place } = openRepository(name, session);
        return { source: sink, place };
      }),
    }));
}

function wantedBases({ workspace, lock }: LockedProject, registry: string, session: RegistrySession): readonly Wanted[] {
  const cache = new BlobFolder(join(workspace, ".pipewright", "cache", "images", "blobs"));
  const { platforms } = lock;
  return Object.entries(lock.bases)
    .filter(([, { from }]) => !from.startsWith(`${registry}/`))
    .map(([variant, { from, digest }]) => ({
      from,
      digest,
      to: from.startsWith("oci:") ? `${registry}/bases/${variant}:${pinnedTag(digest)}` : mirrorName(from, digest, registry),
      origins: [
        async () => {
          const { base } = await chooseBase(variant, {
            workspace,
            lock,
            given: new Map(),
            platforms,
            update: false,
            session,
            cache,
          });
          return { source: base.source, place: base.home };
        },
      ],
    }));
}

/** `docker.io/library/python:3.12-slim` becomes `ghcr.io/me/mirror/docker.io/library/python:3.12-slim`: two registries' images never meet. */
function mirrorName(from: string, digest: string, registry: string): string {
  const { registry: host, repository, tag } = parseReference(from);
  return `${registry}/${host.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "-")}/${repository}:${tag ?? pinnedTag(digest)}`;
}

const pinnedTag = (digest: string): string => `pinned-${digest.slice("sha256:".length).slice(0, 12)}`;

/** The lock with other names for the same digests. Who changed it meanwhile is right. */
function mirroredLock(now: ImagesLock, images: readonly MirroredImage[]): ImagesLock {
  const of = (from: string, digest: string) => images.find((one) => one.from === from && one.digest === digest);
  const bases = Object.entries(now.bases).map(([variant, base]) => {
    const image = of(base.from, base.digest);
    return [variant, image === undefined ? base : { ...base, from: image.to.slice(0, image.to.lastIndexOf("@")) }] as const;
  });
  const mirrors = { ...now.mirrors, ...Object.fromEntries(images.map(({ from, to }) => [from, to])) };
  return { ...now, bases: Object.fromEntries(bases), mirrors };
}
