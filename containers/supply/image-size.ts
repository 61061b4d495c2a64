import type { ImageSource, ManifestBytes } from "../oci/image-store.ts";
import { visitLayer } from "../oci/layer-entries.ts";
import { imageBytes, type PlatformImage, readImages } from "../oci/read-image.ts";
import { packageFolder, packageName } from "./image-holds.ts";
import { type NamedLayer, namedLayers } from "./own-layers.ts";

/** What one platform's image weighs. */
export interface ImageSize {
  readonly platform: string;
  /** What a node of the cluster pulls: compressed. */
  readonly bytes: number;
  /** From below. */
  readonly layers: readonly LayerSize[];
}

export interface LayerSize {
  readonly digest: string;
  /** `packages`, `code`; what made it for a layer of the base. */
  readonly title: string;
  readonly isBase: boolean;
  /** Compressed. */
  readonly bytes: number;
  /** What its files weigh; undefined for layers of the base, which are not read. */
  readonly unpackedBytes: number | undefined;
  /** The largest first. */
  readonly packages: readonly PackageSize[];
  /** The largest files outside of packages. */
  readonly files: readonly FileSize[];
}

export interface PackageSize {
  /** `@duckdb/node-api@1.5.5-r.5` */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** The largest of its files. */
  readonly files: readonly FileSize[];
}

export interface FileSize {
  readonly path: string;
  readonly bytes: number;
}

const mostFiles = 3;

/** What makes the images below a name large: layers, in these packages, in these files. Layers of the base are not fetched. */
export async function imageSizes(source: ImageSource, index: ManifestBytes): Promise<readonly ImageSize[]> {
  const images = await readImages(source, index);
  return await Promise.all(images.map((image) => imageSize(source, image)));
}

async function imageSize(source: ImageSource, image: PlatformImage): Promise<ImageSize> {
  const layers = await Promise.all(namedLayers(image).map((layer) => layerSize(source, layer)));
  return { platform: image.platform, bytes: imageBytes(image.manifest), layers };
}

async function layerSize(source: ImageSource, { descriptor, title, isOwn }: NamedLayer): Promise<LayerSize> {
  const { digest, size } = descriptor;
  const known = { digest, title, isBase: !isOwn, bytes: size };
  if (!isOwn || !descriptor.mediaType.endsWith("gzip")) return { ...known, unpackedBytes: undefined, packages: [], files: [] };
  const files: FileSize[] = [];
  const packages = new Map<string, string>();
  await visitLayer(await source.blob(descriptor), async (file) => {
    files.push({ path: file.path, bytes: file.size });
    const folder = packageFolder(file.path);
    if (folder !== undefined) packages.set(folder, packageName(await file.bytes()));
  });
  const byPackage = Map.groupBy(files, ({ path }) => ownerOf(path, packages));
  return {
    ...known,
    unpackedBytes: sum(files),
    packages: [...packages]
      .map(([path, name]) => {
        const own = byPackage.get(path) ?? [];
        return { name, path, bytes: sum(own), files: largest(own) };
      })
      .sort(larger),
    files: largest(byPackage.get("") ?? []),
  };
}

/** The innermost package that a file belongs to; none is "". */
function ownerOf(path: string, packages: ReadonlyMap<string, string>): string {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end);
    if (packages.has(folder)) return folder;
  }
  return "";
}

const sum = (files: readonly FileSize[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

const larger = (left: { readonly bytes: number }, right: { readonly bytes: number }): number => right.bytes - left.bytes;

const largest = (files: readonly FileSize[]): readonly FileSize[] => [...files].sort(larger).slice(0, mostFiles);
