import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import type { ImageSource } from "./image-store.ts";
import type { PlatformImage } from "./read-image.ts";

/** An image in an archive, and what it is called. */
export interface ArchivedImage {
  /** `ghcr.io/me/taxi/train:c-12`. */
  readonly name: string;
  readonly image: PlatformImage;
  readonly source: ImageSource;
}

/**
 * Images as the archive that `docker load` reads, each blob once. Docker gives what it loads a digest of its own: there an image is known by its tag.
 */
export function dockerArchive(images: readonly ArchivedImage[]): NodeJS.ReadableStream {
  const tar = pack();
  void fill(tar, images).catch((error: Error) => tar.destroy(error));
  return tar as unknown as NodeJS.ReadableStream;
}

const pathOf = (digest: string): string => `blobs/${digest.replace(":", "/")}`;

async function fill(tar: Pack, images: readonly ArchivedImage[]): Promise<void> {
  const written = new Set<string>();
  for (const { image, source } of images) {
    for (const descriptor of [image.manifest.config, ...image.manifest.layers]) {
      if (written.has(descriptor.digest)) continue;
      written.add(descriptor.digest);
      const entry = tar.entry({ name: pathOf(descriptor.digest), size: descriptor.size });
      await pipeline(await source.blob(descriptor), entry as unknown as NodeJS.WritableStream);
    }
  }
  const list = images.map(({ name, image: { manifest } }) => ({
    Config: pathOf(manifest.config.digest),
    RepoTags: [name],
    Layers: manifest.layers.map(({ digest }) => pathOf(digest)),
  }));
  tar.entry({ name: "manifest.json" }, JSON.stringify(list));
  tar.finalize();
}
