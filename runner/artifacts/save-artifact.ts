import { randomUUID } from "node:crypto";
import { copyFile, cp, lstat, mkdir, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import type { Artifact } from "../../compiler/argo/model.generated.ts";
import { ArtifactError } from "./artifact-error.ts";
import { placeOf } from "./artifact-place.ts";
import type { ArtifactContext } from "./artifact-sources.ts";
import { packTarball } from "./pack-tar.ts";
import { packZip } from "./pack-zip.ts";
import { walkTree } from "./walk-tree.ts";

export interface SavedArtifact {
  /** The declared artifact with the place where it lies now. */
  readonly artifact: Artifact;
  /** Where it lies on this machine, if it does. */
  readonly path?: string;
}

export interface SaveOptions {
  /** The key in the store, when the manifest does not say one; gets the archive's ending. */
  readonly key: string;
  /** Whether the file may be taken away, as nobody needs it any more. */
  readonly mayMove: boolean;
}

/**
 * Keeps an output artifact as its strategy says: packed as a tarball (the default) or a zip, or as it is, which loses empty folders and
 * permissions.
 *
 * @param from a file or folder on this machine
 * @throws ArtifactError when it can't be kept
 */
export async function saveArtifact(
  artifact: Artifact,
  from: string,
  { key, mayMove }: SaveOptions,
  context: ArtifactContext,
): Promise<SavedArtifact> {
  const write = (to: string) => writeArchive(artifact, from, to, mayMove);
  const place = placeOf(artifact);
  switch (place.kind) {
    case "local":
      return { artifact, path: await context.store.save(place.key, write) };
    case "none": {
      const named = `${key}${endingOf(artifact)}`;
      return { artifact: { ...artifact, s3: { key: named } }, path: await context.store.save(named, write) };
    }
    case "s3": {
      const { uploadS3 } = await import("./sources/s3-source.ts");
      await upload(write, context, (file) => uploadS3(place.s3, file, context));
      return { artifact };
    }
    case "http": {
      const { uploadHttp } = await import("./sources/http-source.ts");
      await upload(write, context, (file) => uploadHttp(artifact.http ?? { url: "" }, file, context));
      return { artifact };
    }
    case "raw":
    case "git":
      throw new ArtifactError(`nothing can be saved to a ${place.kind} artifact`);
    case "unknown":
      throw new ArtifactError(
        `artifacts in ${place.what} can't be kept from here; name an S3-compatible endpoint, or a key alone`,
      );
  }
}

async function upload(
  write: (to: string) => Promise<void>,
  { temp }: ArtifactContext,
  send: (file: string) => Promise<void>,
): Promise<void> {
  const packed = join(temp, `upload-${randomUUID()}`);
  try {
    await write(packed);
    await send(packed);
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}

function endingOf({ archive }: Artifact): string {
  if (archive?.none !== undefined) return "";
  return archive?.zip === undefined ? ".tgz" : ".zip";
}

async function writeArchive({ archive, path = "" }: Artifact, from: string, to: string, mayMove: boolean): Promise<void> {
  const topName = basename(path) || "artifact";
  if (archive?.none !== undefined) return takeFiles(from, to, mayMove);
  if (archive?.zip !== undefined) return packZip(from, topName, to);
  const level = Number(archive?.tar?.compressionLevel ?? Number.NaN);
  return packTarball(from, topName, to, Number.isInteger(level) && level >= 0 && level <= 9 ? level : undefined);
}

/** The files alone. A link counts as what it leads to, when that is in the artifact. */
async function takeFiles(from: string, to: string, mayMove: boolean): Promise<void> {
  const isFolder = (await lstat(from)).isDirectory();
  if (mayMove && (!isFolder || (await isPlain(from)))) return move(from, to);
  if (isFolder) await mkdir(to);
  for await (const { name, path, stats } of walkTree(from)) {
    const target = name === "" ? to : join(to, name);
    if (stats.isDirectory()) continue;
    const source = stats.isSymbolicLink() ? await insideOf(from, path, name) : path;
    if (!(await lstat(source)).isFile()) throw new ArtifactError(`"${name}" is no file, and can't be saved without an archive`);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target);
  }
}

async function isPlain(folder: string): Promise<boolean> {
  for await (const { stats } of walkTree(folder)) if (!stats.isFile() && !stats.isDirectory()) return false;
  return true;
}

async function insideOf(root: string, link: string, name: string): Promise<string> {
  const [base, target] = await Promise.all([realpath(root), realpath(link).catch(() => undefined)]);
  if (target === undefined) throw new ArtifactError(`the link "${name}" leads nowhere`);
  if (!target.startsWith(base + sep)) throw new ArtifactError(`the link "${name}" leads out of the artifact`);
  return target;
}

async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EXDEV") throw error;
    await cp(from, to, { recursive: true });
  });
}
