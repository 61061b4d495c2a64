import type { ImageConfig } from "../oci/image-documents.ts";
import type { ImageSource, Platform } from "../oci/image-store.ts";
import { type PlatformImage, readImages } from "../oci/read-image.ts";
import { imageError } from "./image-error.ts";

/** What images are laid upon, read and pinned. */
export interface Base {
  /** As a person named it. */
  readonly from: string;
  /** Of its index, or of its one manifest. */
  readonly digest: string;
  readonly images: readonly PlatformImage[];
  /** Where its layers can be read. */
  readonly source: ImageSource;
  /** The repository of a registry that it is in: beside it nothing of it is sent. */
  readonly home?: RepositoryPlace | undefined;
}

export interface RepositoryPlace {
  /** `ghcr.io` */
  readonly registry: string;
  /** The path there. */
  readonly repository: string;
}

/**
 * Reads a base.
 *
 * @param reference a tag, or the digest that it is pinned to
 * @throws ImageError `base-not-found` when there is none, `base-platform-missing` when it has not every platform
 */
export async function readBase(
  from: string,
  source: ImageSource,
  reference: string,
  platforms: readonly Platform[],
  home?: RepositoryPlace,
): Promise<Base> {
  const manifest = await source.manifest(reference);
  if (manifest === undefined)
    throw imageError("base-not-found", { base: from, reason: `${source.name} has nothing called "${reference}"` });
  const all = await readImages(source, manifest);
  const images = platforms.map((platform) => {
    const found = all.find((image) => image.platform === platform);
    if (found !== undefined) return found;
    throw imageError("base-platform-missing", { base: from, there: all.map((image) => image.platform).join(", "), platform });
  });
  return { from, digest: manifest.descriptor.digest, images, source, home };
}

/**
 * How an image starts its program: by the node of the base, also where a container's command says `node` alone.
 * @throws ImageError `base-without-node` when the base does not say where its node is
 */
export function nodeOf(base: Base, { config = {} }: ImageConfig): { readonly program: string; readonly path: string } {
  const path = (config.Env ?? []).find((line) => line.startsWith("PATH="))?.slice("PATH=".length) ?? systemPath;
  const program = config.Entrypoint?.[0] ?? "";
  if (!/(^|\/)node(js)?$/.test(program)) {
    if (config.Env?.some((line) => line.startsWith("NODE_VERSION=")) === true) return { program: "node", path };
    throw imageError("base-without-node", { base: base.from, entrypoint: JSON.stringify(config.Entrypoint ?? []) });
  }
  const folder = program.slice(0, program.lastIndexOf("/"));
  return { program, path: folder === "" || path.split(":").includes(folder) ? path : `${folder}:${path}` };
}

const systemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
