import { join } from "node:path";
import type { BuiltImage } from "../../containers/images/build-image.ts";
import type { Destination } from "../../containers/images/shared-blobs.ts";
import { ociLayout } from "../../containers/oci/oci-layout.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";
import { loadIntoEngine } from "./load-into-engine.ts";
import { openRepository } from "./open-repository.ts";

/** Where images go, and what is left to do when all are there. */
export interface Delivery {
  readonly destinationOf: (component: string) => Destination;
  readonly finish: (images: readonly BuiltImage[]) => Promise<void>;
  /** To end a sentence: `in ghcr.io/me/taxi`. */
  readonly place: string;
}

const nothingMore = async (): Promise<void> => {};

/** A registry: a repository for each component. */
export const toRegistry = (registry: string, session: RegistrySession): Delivery => ({
  destinationOf: (component) => openRepository(`${registry}/${component}`, session),
  finish: nothingMore,
  place: `in ${registry}`,
});

/** A folder that skopeo, podman and crane read: `oci:FOLDER:COMPONENT:TAG`. */
export const toFolder = (folder: string): Delivery => ({
  destinationOf: (component) => ({ sink: ociLayout(folder, component) }),
  finish: nothingMore,
  place: `in oci:${folder}`,
});

/** Podman or docker on this machine, under the names that the manifest has. */
export function toEngine(registry: string, cacheFolder: string): Delivery {
  // layers that were packed lie there already, in a folder of the form that the engines read
  const folder = join(cacheFolder, "images");
  return {
    destinationOf: (component) => ({ sink: ociLayout(folder, `${registry}/${component}`) }),
    finish: async (images) => await loadIntoEngine(folder, registry, images),
    place: "on this machine",
  };
}
