import { createHash } from "node:crypto";
import type { BlobFolder } from "./blob-folder.ts";
import { gzipSame } from "./gzip-same.ts";
import type { Blob, Descriptor } from "./image-store.ts";
import { mediaTypes } from "./media-types.ts";
import { tarTree } from "./tar-tree.ts";
import type { TreeEntry } from "./tree-entry.ts";

/** A layer of an image: compressed as it is sent, and the digest of what it unpacks to. */
export interface Layer {
  readonly blob: Blob;
  /** Of the tar before it was compressed: what a configuration names. */
  readonly diffId: string;
  /** For the image's history, and for people who ask what is in it. */
  readonly title: string;
}

/** What of a layer is kept to have it again: as data. */
export interface LayerFacts {
  readonly descriptor: Descriptor;
  readonly diffId: string;
}

/** Packs a tree into a layer, whose bytes then lie in `blobs`. */
export async function makeLayer(
  entries: readonly TreeEntry[],
  { blobs, epochSeconds }: { readonly blobs: BlobFolder; readonly epochSeconds: number },
): Promise<LayerFacts> {
  const tarHash = createHash("sha256");
  async function* hashed(): AsyncIterable<Uint8Array> {
    for await (const part of tarTree(entries, epochSeconds)) {
      tarHash.update(part);
      yield part;
    }
  }
  const { digest, size } = await blobs.write(gzipSame(hashed()));
  return { descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: `sha256:${tarHash.digest("hex")}` };
}
