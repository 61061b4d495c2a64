import type { Descriptor } from "../oci/image-store.ts";
import type { PlatformImage } from "../oci/read-image.ts";

/** A layer of an image, and what its history calls it. */
export interface NamedLayer {
  readonly descriptor: Descriptor;
  /** The digest of the archive before it was packed. */
  readonly diffId: string;
  /** `packages`, `code`; what made it for a layer of the base, and empty where nothing says so. */
  readonly title: string;
  /** Whether Pipewright laid it, upon the base. */
  readonly isOwn: boolean;
}

const own = "pipewright: ";

/** The layers of an image from below. Where its history is silent, all of them may be Pipewright's. */
export function namedLayers({ manifest, config }: PlatformImage): readonly NamedLayer[] {
  const said = config.history?.filter(({ empty_layer }) => empty_layer !== true);
  return manifest.layers.map((descriptor, at) => {
    const by = said?.[at]?.created_by ?? "";
    const isOwn = said === undefined || by.startsWith(own);
    return { descriptor, diffId: config.rootfs.diff_ids[at] ?? "", title: by.startsWith(own) ? by.slice(own.length) : by, isOwn };
  });
}
