import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../../util/write-whole.ts";
import { BlobFolder } from "./blob-folder.ts";
import { isDigest } from "./digest.ts";
import { documentBytes } from "./document-bytes.ts";
import type { ImageIndex } from "./image-documents.ts";
import type { Blob, Descriptor, ImageSink } from "./image-store.ts";
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
  const referrers = async (digest: string): Promise<readonly Descriptor[]> => {
    const list = await find(referrersTag(digest));
    return list === undefined ? [] : parsedIndex(await readFile(blobs.path(list.digest), "utf8"), list.digest).manifests;
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
      if (!isDigest(reference)) await addToIndex(folder, named(reference), async () => manifest.descriptor);
      const { subject, ...about } = JSON.parse(Buffer.from(manifest.bytes).toString()) as Partial<Referrer>;
      if (subject === undefined) return;
      await addToIndex(folder, named(referrersTag(subject.digest)), async () => {
        const others = (await referrers(subject.digest)).filter(({ digest }) => digest !== manifest.descriptor.digest);
        const { artifactType, annotations } = about;
        const entry = { ...manifest.descriptor, ...(artifactType && { artifactType }), ...(annotations && { annotations }) };
        const list = documentBytes(mediaTypes.index, {
          schemaVersion: 2,
          mediaType: mediaTypes.index,
          manifests: [...others, entry].sort((left, right) => (left.digest < right.digest ? -1 : 1)),
        });
        await blobs.write([list.bytes], list.descriptor.digest);
        return list.descriptor;
      });
    },
    referrers: async (digest, artifactType) =>
      (await referrers(digest)).filter((one) => artifactType === undefined || one.artifactType === artifactType),
  };
}

/** A manifest about another one. */
interface Referrer {
  readonly subject: Descriptor;
  readonly artifactType?: string;
  readonly annotations?: Descriptor["annotations"];
}

/** What the list of manifests about another one is called, in a layout and in registries that keep no such lists by themselves. */
const referrersTag = (digest: string): string => digest.replace(":", "-");

/** All that a layout names, by its whole name, without what belongs to an image. @throws LayoutBroken for a folder that is none */
export async function layoutImages(folder: string): Promise<readonly Descriptor[]> {
  const text = await readFile(join(folder, "index.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new LayoutBroken(`"${folder}" is no OCI layout: it has no index.json.`);
  const { manifests } = await readIndex(folder);
  return manifests.filter(({ annotations }) => !/(^|:)sha256-[0-9a-f]{64}$/.test(annotations?.[refName] ?? ""));
}

async function readIndex(folder: string): Promise<ImageIndex> {
  const file = join(folder, "index.json");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] };
  return parsedIndex(text, file);
}

function parsedIndex(text: string, file: string): ImageIndex {
  try {
    const index = JSON.parse(text) as Partial<ImageIndex>;
    if (Array.isArray(index.manifests)) return index as ImageIndex;
  } catch {
    // said below
  }
  throw new LayoutBroken(`"${file}" is no index of an OCI layout.`);
}

/** @param made what gets the name, made while nobody else writes */
async function addToIndex(folder: string, name: string, made: () => Promise<Descriptor>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await withLockFile(join(folder, ".index.lock"), async () => {
    const descriptor = await made();
    const index = await readIndex(folder);
    const others = index.manifests.filter(({ annotations }) => annotations?.[refName] !== name);
    const manifests = [...others, { ...descriptor, annotations: { [refName]: name } }].sort((left, right) =>
      (left.annotations?.[refName] ?? "") < (right.annotations?.[refName] ?? "") ? -1 : 1,
    );
    writeWhole(join(folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}\n');
    writeWhole(join(folder, "index.json"), `${JSON.stringify({ ...index, manifests })}\n`);
  });
}
