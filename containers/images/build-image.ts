import { Readable } from "node:stream";
import type { ImageFile } from "../build/content-hash.ts";
import type { Blob, Descriptor, ImageSource, ManifestBytes, Platform } from "../oci/image-store.ts";
import type { Layer } from "../oci/make-layer.ts";
import { imageBytes, readImages } from "../oci/read-image.ts";
import { assemble, assembleIndex } from "./assemble.ts";
import type { Base } from "./base.ts";
import { fileEntries, type Program } from "./bundle-layers.ts";
import type { LockedImage } from "./images-lock.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { ImageName } from "./locked-images.ts";
import type { PackageLayer } from "./package-layers.ts";
import { type ImageRecipe, imageTag, recipeParts } from "./recipe.ts";
import type { Destination, SharedBlobs } from "./shared-blobs.ts";

/** An image that is wanted, and what stands in it. */
export interface ImageToBuild {
  readonly name: ImageName;
  readonly recipe: ImageRecipe;
  readonly base: Base;
  readonly program: Program;
  readonly files: readonly ImageFile[];
  /** The packages beside the bundle: asked for only when the image has to be packed, as they may have to be fetched. */
  readonly packages: (platform: Platform) => Promise<readonly PackageLayer[]>;
}

/** An image that lies in its store now. */
export interface BuiltImage {
  readonly name: ImageName;
  readonly image: Omit<LockedImage, "pipelines">;
  /** False when the store had it. */
  readonly isNew: boolean;
  readonly sentBytes: number;
}

export interface BuildTools {
  readonly layers: LayerCache;
  readonly shared: SharedBlobs;
  /** What an earlier build said of a tag. */
  readonly known: LockedImage | undefined;
  /** Puts beside an image what belongs to it: before its tag leads to it, or when it is there. */
  readonly attest?: (image: BuiltImage["image"], isNew: boolean) => Promise<void>;
}

/** Builds one image and puts it where it belongs, unless it is there. */
export async function buildImage(wanted: ImageToBuild, to: Destination, tools: BuildTools): Promise<BuiltImage> {
  const there = await imageThere(wanted, to, tools);
  if (there === undefined) return await newImage(wanted, to, tools);
  await tools.attest?.(there, false);
  return { name: wanted.name, image: there, isNew: false, sentBytes: 0 };
}

/** What the store has under the image's tag. */
async function imageThere(wanted: ImageToBuild, to: Destination, tools: BuildTools): Promise<BuiltImage["image"] | undefined> {
  const tag = imageTag(wanted.recipe);
  const recipe = recipeParts(wanted.recipe);
  const there = await to.sink.manifest(tag);
  if (there === undefined) return undefined;
  const digest = there.descriptor.digest;
  if (tools.known?.tag !== tag) return { tag, digest, platforms: await platformsOf(to.sink, there), recipe };
  // where the lock knows this tag by another digest, what lies there is not what was built, and is put right
  return tools.known.digest === digest ? { ...tools.known, recipe } : undefined;
}

async function newImage(wanted: ImageToBuild, to: Destination, tools: BuildTools): Promise<BuiltImage> {
  const tag = imageTag(wanted.recipe);
  const { index, platforms, sentBytes } = await send(wanted, to, tools);
  const image = { tag, digest: index.descriptor.digest, platforms, recipe: recipeParts(wanted.recipe) };
  if (tools.attest !== undefined) {
    await to.sink.putManifest(image.digest, index); // what belongs to it names it
    await tools.attest(image, true);
  }
  await to.sink.putManifest(tag, index);
  return { name: wanted.name, image, isNew: true, sentBytes };
}

type Platforms = LockedImage["platforms"];

async function platformsOf(source: ImageSource, index: ManifestBytes): Promise<Platforms> {
  const images = await readImages(source, index);
  return Object.fromEntries(
    images.map(({ platform, descriptor, manifest }) => [platform, { digest: descriptor.digest, bytes: imageBytes(manifest) }]),
  );
}

/** Blobs first, each platform's manifest after its own, so that nothing names what is not there. */
async function send(
  wanted: ImageToBuild,
  to: Destination,
  { layers: cache, shared }: BuildTools,
): Promise<{ readonly index: ManifestBytes; readonly platforms: Platforms; readonly sentBytes: number }> {
  const { base, recipe } = wanted;
  let sentBytes = 0;
  const put = async (blob: Blob): Promise<void> => {
    const bytes = await shared.put(to, blob);
    sentBytes += bytes; // others have added theirs meanwhile
  };
  const images = await Promise.all(
    base.images.map(async (below) => {
      const layers = await layersOf(wanted, below.platform, cache);
      const image = assemble(base, below, layers, recipe);
      await Promise.all([
        ...below.manifest.layers.map((descriptor) => put(baseBlob(base, descriptor, to))),
        ...layers.map(({ blob }) => put(blob)),
        put({ descriptor: image.config.descriptor, open: () => Readable.from([image.config.bytes]) }),
      ]);
      await to.sink.putManifest(image.manifest.descriptor.digest, image.manifest);
      return { platform: below.platform, variant: below.config.variant, image };
    }),
  );
  const platforms = Object.fromEntries(
    images.map(({ platform, image }) => [
      platform,
      {
        digest: image.manifest.descriptor.digest,
        bytes: image.layers.reduce((sum, { size }) => sum + size, image.config.descriptor.size),
      },
    ]),
  );
  return { index: assembleIndex(images), platforms, sentBytes };
}

/** From below: packages, files, code. What changes most often lies on top, and an empty layer is none. */
async function layersOf(
  { recipe, program, files: imageFiles, packages }: ImageToBuild,
  platform: Platform,
  cache: LayerCache,
): Promise<readonly Layer[]> {
  const files = fileEntries(imageFiles);
  return await Promise.all([
    ...(await packages(platform)).map(({ title, key, entries }) => cache.layer(title, key, () => entries)),
    ...(files.length === 0 ? [] : [cache.layer("files", { files: files.map(({ path }) => path) }, () => files)]),
    cache.layer("code", { code: recipe.bundle, map: program.mapHash }, () => program.entries),
  ]);
}

function baseBlob({ source, home }: Base, { mediaType, digest, size }: Descriptor, { place }: Destination): Blob {
  const descriptor = { mediaType, digest, size };
  async function* bytes(): AsyncIterable<Uint8Array> {
    yield* await source.blob(descriptor);
  }
  const beside = home !== undefined && home.registry === place?.registry ? { mountFrom: home.repository } : {};
  return { descriptor, open: () => Readable.from(bytes()), ...beside };
}
