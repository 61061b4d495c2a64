import { createHash } from "node:crypto";
import { digestOf } from "./digest.ts";
import type { ImageConfig, ImageIndex, ImageManifest } from "./image-documents.ts";
import type { Descriptor, ImageSource, ManifestBytes, Platform } from "./image-store.ts";
import { isIndex } from "./media-types.ts";

/** The image of one platform as it lies in a store. */
export interface PlatformImage {
  readonly platform: Platform;
  /** Its manifest. */
  readonly descriptor: Descriptor;
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
}

/** Something under a digest that is not what the digest says. */
export class BytesChanged extends Error {
  override readonly name = "BytesChanged";
}

/**
 * Every image below a name: those of an index, or the one that a manifest is.
 * @param manifest what the name leads to
 * @throws BytesChanged, or what the store throws
 */
export async function readImages(source: ImageSource, manifest: ManifestBytes): Promise<readonly PlatformImage[]> {
  if (!isIndex(manifest.descriptor.mediaType)) return [await readOne(source, manifest)];
  const { manifests } = parsed<ImageIndex>(manifest);
  const images = manifests.filter(({ platform }) => platform !== undefined && platform.os !== "unknown"); // "unknown": attestations
  return await Promise.all(
    images.map(async ({ digest }) => {
      const one = await source.manifest(digest);
      if (one === undefined) throw new BytesChanged(`${source.name} names ${digest} and does not have it.`);
      return await readOne(source, one);
    }),
  );
}

async function readOne(source: ImageSource, one: ManifestBytes): Promise<PlatformImage> {
  const manifest = parsed<ImageManifest>(one);
  const config = JSON.parse((await readBlob(source, manifest.config)).toString()) as ImageConfig;
  return { platform: `${config.os}/${config.architecture}` as Platform, descriptor: one.descriptor, manifest, config };
}

function parsed<T>({ descriptor, bytes }: ManifestBytes): T {
  if (digestOf(bytes) !== descriptor.digest)
    throw new BytesChanged(`The manifest ${descriptor.digest} has the digest ${digestOf(bytes)}.`);
  return JSON.parse(Buffer.from(bytes).toString()) as T;
}

/** A small blob, whole. @throws BytesChanged when it has another digest */
export async function readBlob(source: ImageSource, descriptor: Descriptor): Promise<Buffer> {
  const parts: Buffer[] = [];
  const hash = createHash("sha256");
  for await (const part of await source.blob(descriptor)) {
    hash.update(part as Buffer);
    parts.push(part as Buffer);
  }
  const digest = `sha256:${hash.digest("hex")}`;
  if (digest !== descriptor.digest) throw new BytesChanged(`${source.name} gave ${digest} for ${descriptor.digest}.`);
  return Buffer.concat(parts);
}

/** What a machine pulls for an image: its configuration and its layers, in bytes. */
export const imageBytes = ({ config, layers }: ImageManifest): number =>
  layers.reduce((sum, { size }) => sum + size, config.size);
