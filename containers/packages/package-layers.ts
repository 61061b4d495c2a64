import { createHash } from "node:crypto";
import type { FileEntry } from "../oci/tree-entry.ts";
import type { ImagePackages, InstalledPackage } from "./packages-for.ts";

/** Packages that make one layer of an image. */
export interface PackageLayer {
  /** What people call it: its package, or "packages". */
  readonly name: string;
  /** Hash of what is in it: equal in every image that has the same. */
  readonly hash: string;
  readonly files: readonly FileEntry[];
}

/** From this size on a package is worth a layer of its own, which costs a request or two when an image is sent or pulled. */
const ownLayerBytes = 4 * 2 ** 20;

/**
 * Parts the packages of an image into layers: a large one is its own, so that images that share it share the layer though the rest of their packages differs;
 * the small ones together are the last.
 */
export function packageLayers({ files, closure }: Pick<ImagePackages, "files" | "closure">): readonly PackageLayer[] {
  const large = closure.filter(({ bytes }) => bytes >= ownLayerBytes);
  const groups = new Map<InstalledPackage | undefined, FileEntry[]>();
  for (const file of files) {
    const owner = ownerOf(file, closure);
    const group = owner !== undefined && large.includes(owner) ? owner : undefined;
    const members = groups.get(group) ?? [];
    members.push(file);
    groups.set(group, members);
  }
  const small = closure.filter((one) => !large.includes(one));
  return [...large.map((one) => [one, [one]] as const), [undefined, small] as const]
    .filter(([group]) => groups.has(group))
    .map(([group, members]) => ({
      name: group?.name ?? "packages",
      hash: createHash("sha256")
        .update(JSON.stringify(members.map(contentOf)))
        .digest("hex"),
      files: groups.get(group)!,
    }));
}

const contentOf = ({ path, integrity }: InstalledPackage): readonly string[] => [path, integrity];

/** The package whose folder is the deepest above a file. */
function ownerOf({ path }: FileEntry, closure: readonly InstalledPackage[]): InstalledPackage | undefined {
  return closure
    .filter((one) => path.startsWith(`app/${one.path}/`))
    .sort((left, right) => right.path.length - left.path.length)[0];
}
