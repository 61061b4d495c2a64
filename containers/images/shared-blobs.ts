import type { Blob, ImageSink } from "../oci/image-store.ts";
import type { RepositoryPlace } from "./base.ts";

/** Where an image goes: the store, and what the store's other repositories call it. */
export interface Destination {
  readonly sink: ImageSink;
  /** Where that is in a registry: what lies there can be mounted into another repository of it. */
  readonly place?: RepositoryPlace;
}

/** Sends each blob once, however many images have it: the first image sends it, the others mount it from there. */
export class SharedBlobs {
  readonly #sent = new Map<string, { readonly repository: string | undefined; readonly done: Promise<number> }>();

  /** @returns how many bytes were sent */
  async put({ sink, place }: Destination, blob: Blob): Promise<number> {
    const repository = place?.repository;
    const first = this.#sent.get(blob.descriptor.digest);
    if (first === undefined) {
      const done = sink.putBlob(blob);
      this.#sent.set(blob.descriptor.digest, { repository, done });
      return await done;
    }
    await first.done;
    if (first.repository === repository && repository !== undefined) return 0;
    return await sink.putBlob(first.repository === undefined ? blob : { ...blob, mountFrom: first.repository });
  }
}
