import { Readable } from "node:stream";
import type { ImageIndex, ImageManifest } from "../oci/image-documents.ts";
import type { Blob, Descriptor, ImageSink, ImageSource, ManifestBytes } from "../oci/image-store.ts";
import { isIndex } from "../oci/media-types.ts";
import { BytesChanged } from "../oci/read-image.ts";

export interface CopyOptions {
  /** The repository beside the sink's that the image comes from: its blobs are mounted from there. */
  readonly mountFrom?: string | undefined;
  /** What it is to be called; its digest names it in any case. */
  readonly tag: string;
}

/**
 * Copies an image with all its platforms, byte for byte: it has the same digest afterwards. Blobs go by as streams, those that are there are not sent, and the tag
 * comes last, so that a copy that was broken off goes on where it ended.
 *
 * @returns how many bytes were sent
 * @throws BytesChanged, or what the stores throw
 */
export async function copyImage(
  source: ImageSource,
  image: ManifestBytes,
  sink: ImageSink,
  options: CopyOptions,
): Promise<number> {
  const { digest } = image.descriptor;
  const isThere = (await sink.manifest(digest)) !== undefined; // which no registry takes before it has all that it names
  const bytes = isThere ? 0 : await copyBelow(source, image, sink, options);
  if (!isThere) await sink.putManifest(digest, image);
  if ((await sink.manifest(options.tag))?.descriptor.digest !== digest) await sink.putManifest(options.tag, image);
  return bytes;
}

async function copyBelow(
  source: ImageSource,
  { descriptor, bytes }: ManifestBytes,
  sink: ImageSink,
  options: CopyOptions,
): Promise<number> {
  const text = Buffer.from(bytes).toString();
  if (isIndex(descriptor.mediaType)) {
    let sent = 0;
    for (const { digest } of (JSON.parse(text) as ImageIndex).manifests) {
      const one = await source.manifest(digest);
      if (one === undefined) throw new BytesChanged(`${source.name} names ${digest} and does not have it.`);
      sent += await copyBelow(source, one, sink, options);
      await sink.putManifest(digest, one);
    }
    return sent;
  }
  const { config, layers } = JSON.parse(text) as ImageManifest;
  const blobs = [...new Map([config, ...layers].filter(isHere).map((blob) => [blob.digest, blob])).values()];
  const sent = await Promise.all(blobs.map((blob) => sink.putBlob(blobOf(source, blob, options))));
  return sent.reduce((sum, one) => sum + one, 0);
}

/** Layers that their maker allows nobody to hand on are fetched from where the manifest says, by whoever pulls. */
const isHere = ({ mediaType }: Descriptor): boolean => !/nondistributable|rootfs\.foreign/.test(mediaType);

function blobOf(source: ImageSource, { mediaType, digest, size }: Descriptor, { mountFrom }: CopyOptions): Blob {
  const descriptor = { mediaType, digest, size };
  async function* bytes(): AsyncIterable<Uint8Array> {
    yield* await source.blob(descriptor);
  }
  return { descriptor, open: () => Readable.from(bytes(), { objectMode: false }), ...(mountFrom !== undefined && { mountFrom }) };
}
