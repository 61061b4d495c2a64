import type { FilesOf, Volume } from "../../../dsl/options/volume.ts";

/** A file that a volume is made of: where it is in the volume, and the key that it comes from, where it has one. */
export interface VolumeFile {
  readonly path: string;
  readonly key?: string;
}

/** The files of a volume that the author names one by one. */
export function volumeFiles(volume: Volume): readonly VolumeFile[] {
  switch (volume.source) {
    case "secret":
    case "config-map":
      return itemFiles(volume.items);
    case "projected":
      return volume.parts.flatMap((part): readonly VolumeFile[] => {
        if ("serviceAccountToken" in part) return [{ path: part.serviceAccountToken.path }];
        return "podFields" in part ? Object.keys(part.podFields).map((path) => ({ path })) : itemFiles(part.items);
      });
    default:
      return [];
  }
}

const itemFiles = (items: FilesOf["items"]): readonly VolumeFile[] =>
  Object.entries(items ?? {}).map(([key, path]) => ({ key, path }));
