import { documentBytes } from "../oci/document-bytes.ts";
import type { HistoryEntry, ImageConfig, ImageIndex, ImageManifest } from "../oci/image-documents.ts";
import type { Descriptor, ManifestBytes, Platform } from "../oci/image-store.ts";
import type { Layer } from "../oci/make-layer.ts";
import { mediaTypes, ociLayerType } from "../oci/media-types.ts";
import type { PlatformImage } from "../oci/read-image.ts";
import { type Base, nodeOf } from "./base.ts";
import { appFolder } from "./bundle-layers.ts";

/** The user of every container: no name is needed for it, and no right. */
const user = "65532:65532";

/** One platform's image as documents: what is sent after its layers. */
export interface AssembledImage {
  readonly config: ManifestBytes;
  readonly manifest: ManifestBytes;
  readonly layers: readonly Descriptor[];
}

export interface AssembleOptions {
  readonly labels: Readonly<Record<string, string>>;
  readonly epochSeconds: number;
}

/** Lays layers upon a base. @throws ImageError `base-without-node` */
export function assemble(
  base: Base,
  below: PlatformImage,
  layers: readonly Layer[],
  { labels, epochSeconds }: AssembleOptions,
): AssembledImage {
  const created = new Date(epochSeconds * 1000).toISOString().replace(".000", "");
  const { program, path } = nodeOf(base, below.config);
  const { os, architecture, variant, config: inherited = {} } = below.config;
  const history = joinedHistory(below, layers, created);
  const config: ImageConfig = {
    created,
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    config: {
      User: user,
      Env: [`PATH=${path}`, ...(inherited.Env ?? []).filter((line) => !line.startsWith("PATH="))],
      Entrypoint: [program, `/${appFolder}/main.mjs`],
      WorkingDir: `/${appFolder}`,
      Labels: { ...labels },
    },
    rootfs: { type: "layers", diff_ids: [...below.config.rootfs.diff_ids, ...layers.map(({ diffId }) => diffId)] },
    ...(history !== undefined && { history }),
  };
  const configBytes = documentBytes(mediaTypes.config, config);
  const all = [
    ...below.manifest.layers.map(({ mediaType, digest, size }) => ({ mediaType: ociLayerType(mediaType), digest, size })),
    ...layers.map(({ blob }) => blob.descriptor),
  ];
  const manifest: ImageManifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: configBytes.descriptor,
    layers: all,
    annotations: { "org.opencontainers.image.base.digest": below.descriptor.digest },
  };
  return { config: configBytes, manifest: documentBytes(mediaTypes.manifest, manifest), layers: all };
}

/** A history has an entry for each layer, or says nothing of any: a base that says less than it has is not believed. */
function joinedHistory(
  { config }: PlatformImage,
  layers: readonly Layer[],
  created: string,
): readonly HistoryEntry[] | undefined {
  const below = config.history ?? [];
  if (below.filter(({ empty_layer }) => empty_layer !== true).length !== config.rootfs.diff_ids.length) return undefined;
  return [...below, ...layers.map(({ title }) => ({ created, created_by: `pipewright: ${title}` }))];
}

/** The images of all platforms under one name. */
export function assembleIndex(
  images: readonly { readonly platform: Platform; readonly variant?: string | undefined; readonly image: AssembledImage }[],
): ManifestBytes {
  const index: ImageIndex = {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: images.map(({ platform, variant, image }) => {
      const [os = "", architecture = ""] = platform.split("/");
      return { ...image.manifest.descriptor, platform: { os, architecture, ...(variant !== undefined && { variant }) } };
    }),
  };
  return documentBytes(mediaTypes.index, index);
}
