import { Readable } from "node:stream";
import type { BlobFolder } from "../oci/blob-folder.ts";
import { digestOf, isDigest } from "../oci/digest.ts";
import type { ImageSource, ManifestBytes } from "../oci/image-store.ts";
import { mediaTypes } from "../oci/media-types.ts";
import { readBlob } from "../oci/read-image.ts";

/** Configurations and manifests are small; layers are not, and are wanted once. */
const largest = 4 * 2 ** 20;

/** A source that is asked once for what is named by its digest, and can't change: a base that was read needs no network. */
export function cachedSource(source: ImageSource, cache: BlobFolder): ImageSource {
  const cached = async (digest: string): Promise<Buffer | undefined> => {
    const size = await cache.size(digest);
    if (size === undefined || size > largest) return undefined;
    const parts: Buffer[] = [];
    for await (const part of cache.open(digest)) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    return digestOf(bytes) === digest ? bytes : undefined;
  };
  return {
    name: source.name,
    manifest: async (reference) => {
      const bytes = isDigest(reference) ? await cached(reference) : undefined;
      if (bytes !== undefined) return manifestOf(bytes, reference);
      const found = await source.manifest(reference);
      if (found !== undefined && digestOf(found.bytes) === found.descriptor.digest)
        await cache.write([found.bytes], found.descriptor.digest);
      return found;
    },
    blob: async (descriptor) => {
      if (descriptor.size > largest) return await source.blob(descriptor);
      const known = await cached(descriptor.digest);
      const bytes = known ?? (await readBlob(source, descriptor));
      if (known === undefined) await cache.write([bytes], descriptor.digest);
      return Readable.from([bytes]);
    },
  };
}

function manifestOf(bytes: Buffer, digest: string): ManifestBytes {
  const { mediaType = mediaTypes.manifest } = JSON.parse(bytes.toString()) as { readonly mediaType?: string };
  return { descriptor: { mediaType, digest, size: bytes.byteLength }, bytes };
}
