import type { Platform } from "../oci/image-store.ts";
import type { TreeEntry } from "../oci/tree-entry.ts";
import { appFolder } from "./bundle-layers.ts";
import type { LayerKey } from "./layer-cache.ts";

/** A package that lies beside a bundle, as the project's lock file has it. */
export interface LaidPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  /** Its folder, from `node_modules/` on. */
  readonly path: string;
  /** Of its files, before compression. */
  readonly bytes: number;
}

/** Packages that share a layer. */
export interface PackageLayer {
  readonly title: string;
  readonly key: LayerKey;
  readonly entries: readonly TreeEntry[];
}

/** From here on a package is worth a layer of its own. */
const largeBytes = 4 * 2 ** 20;

/**
 * Lays packages into layers: each large one is a layer, the others are one together. Components that import DuckDB share its layer whatever
 * else they import, so that it is packed, sent and pulled once. A package inside of another one's folder stays with it.
 * @param layout which files of an archive are laid, as a number: it may come to be others, and then is another layer
 */
export function packageLayers(
  packages: readonly LaidPackage[],
  files: readonly TreeEntry[],
  platform: Platform,
  layout: number,
): readonly PackageLayer[] {
  const bytes = new Map<string, number>();
  for (const { path, bytes: own } of packages) bytes.set(folderOf(path), (bytes.get(folderOf(path)) ?? 0) + own);
  const isLarge = (folder: string): boolean => (bytes.get(folder) ?? 0) >= largeBytes;
  const groups = [...bytes.keys()].filter(isLarge).sort();
  const layerOf = (title: string, isIn: (folder: string) => boolean): PackageLayer => ({
    title,
    key: {
      platform,
      layout,
      packages: packages
        .filter(({ path }) => isIn(folderOf(path)))
        .map(({ path, name, version, integrity }) => [path, name, version, integrity].join(" "))
        .sort(),
    },
    entries: files.filter(({ path }) => isIn(folderOf(path.slice(appFolder.length + 1)))),
  });
  const large = groups.map((group) => layerOf(group.slice("node_modules/".length), (folder) => folder === group));
  const small = layerOf("packages", (folder) => !isLarge(folder));
  return [...large, small].filter(({ entries }) => entries.length > 0);
}

/** The folder of the outermost package: `node_modules/@duckdb/node-api`. */
const folderOf = (path: string): string => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
