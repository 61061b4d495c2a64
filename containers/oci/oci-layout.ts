import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../../util/write-whole.ts";
import { BlobFolder } from "./blob-folder.ts";
import { isDigest } from "./digest.ts";
import type { ImageIndex } from "./image-documents.ts";
import type { Blob, Descriptor, ImageSink, ManifestBytes } from "./image-store.ts";
import { mediaTypes } from "./media-types.ts";
import { withLockFile } from "./with-lock-file.ts";

/** Where an OCI layout says what an image is called. */
export const refName = "org.opencontainers.image.ref.name";

/** The file of a layout that cannot be read, and why. */
export class LayoutBroken extends Error {
  override readonly name = "LayoutBroken";
}

/**
 * One image's name in an OCI layout folder, `oci:<folder>:<name>`: what skopeo, podman and crane read and write. Several processes may write one folder.
 *
 * ```ts
 * await ociLayout("out/images", "greet").putManifest("c-12", index); // skopeo inspect oci:out/images:greet:c-12
 * ```
 *
 * @param name stands before each tag, so that one folder can hold several images; without it a tag is the whole name
 */
export function ociLayout(folder: string, name?: string): ImageSink {
  const blobs = new BlobFolder(join(folder, "blobs"));
  const named = (reference: string): string => (name === undefined ? reference : `${name}:${reference}`);
  const find = async (reference: string): Promise<Descriptor | undefined> => {
    const { manifests } = await readIndex(folder);
    if (isDigest(reference)) return manifests.find(({ digest }) => digest === reference);
    return manifests.find(({ annotations }) => annotations?.[refName] === named(reference));
  };
  return {
    name: name === undefined ? `oci:${folder}` : `oci:${folder}:${name}`,
    manifest: async (reference) => {
      const found = (await find(reference)) ?? (isDigest(reference) ? { digest: reference } : undefined);
      if (found === undefined) return undefined;
      const bytes = await readFile(blobs.path(found.digest)).catch(() => undefined);
      if (bytes === undefined) return undefined;
      const { mediaType = mediaTypes.manifest } = JSON.parse(bytes.toString()) as { readonly mediaType?: string };
      return { descriptor: { mediaType, digest: found.digest, size: bytes.byteLength }, bytes };
    },
    blob: async ({ digest }) => {
      if ((await blobs.size(digest)) === undefined) throw new LayoutBroken(`The layout ${folder} has no blob ${digest}.`);
      return blobs.open(digest);
    },
    hasBlob: async (digest) => (await blobs.size(digest)) !== undefined,
    putBlob: async ({ descriptor, open }: Blob) => {
      if ((await blobs.size(descriptor.digest)) !== undefined) return 0;
      return (await blobs.write(open(), descriptor.digest)).size;
    },
    putManifest: async (reference, manifest) => {
      await blobs.write([manifest.bytes], manifest.descriptor.digest);
      if (!isDigest(reference)) await addToIndex(folder, named(reference), manifest);
    },
  };
}

/** All that a layout names, by its whole name. @throws LayoutBroken for a folder that is none */
export async function layoutImages(folder: string): Promise<readonly Descriptor[]> {
  const text = await readFile(join(folder, "index.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new LayoutBroken(`"${folder}" is no OCI layout: it has no index.json.`);
  return (await readIndex(folder)).manifests;
}

async function readIndex(folder: string): Promise<ImageIndex> {
  const file = join(folder, "index.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] };
  try {
    const index = JSON.parse(text) as Partial<ImageIndex>;
    if (Array.isArray(index.manifests)) return index as ImageIndex;
  } catch {
    // said below
  }
  throw new LayoutBroken(`"${file}" is no index of an OCI layout.`);
}

async function addToIndex(folder: string, name: string, { descriptor }: ManifestBytes): Promise<void> {
  await mkdir(folder, { recursive: true });
  await withLockFile(join(folder, ".index.lock"), async () => {
    const index = await readIndex(folder);
    const others = index.manifests.filter(({ annotations }) => annotations?.[refName] !== name);
    const manifests = [...others, { ...descriptor, annotations: { [refName]: name } }].sort((left, right) =>
      (left.annotations?.[refName] ?? "") < (right.annotations?.[refName] ?? "") ? -1 : 1,
    );
    writeWhole(join(folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}\n');
    writeWhole(join(folder, "index.json"), `${JSON.stringify({ ...index, manifests })}\n`);
  });
}
