import type { AccessMode, ClaimSpec, FilesOf, HostPathType, Projection, Volume } from "../../../dsl/options/volume.ts";
import type {
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
  Volume as PodVolume,
  VolumeProjection,
} from "../../argo/model.generated.ts";
import { pullPolicies } from "./pull-policy.ts";
import { sizeQuantity } from "./quantity.ts";

/** A volume under its name, as a pod has it. */
export const lowerVolume = (name: string, volume: Volume): PodVolume => ({ name, ...lowerSource(volume) });

function lowerSource(volume: Volume): Omit<PodVolume, "name"> {
  switch (volume.source) {
    case "empty-dir": {
      const { memory, size } = volume;
      return { emptyDir: { ...(memory && { medium: "Memory" }), ...(size !== undefined && { sizeLimit: sizeQuantity(size) }) } };
    }
    case "secret":
      return { secret: { secretName: volume.name, ...lowerFiles(volume) } };
    case "config-map":
      return { configMap: { name: volume.name, ...lowerFiles(volume) } };
    case "projected": {
      const { parts, mode } = volume;
      return { projected: { ...(mode !== undefined && { defaultMode: mode }), sources: parts.map(lowerProjection) } };
    }
    case "host-path": {
      const { path, type } = volume;
      return { hostPath: { path, ...(type !== undefined && { type: hostPathTypes[type] }) } };
    }
    case "nfs": {
      const { server, path, readOnly } = volume;
      return { nfs: { server, path, ...(readOnly !== undefined && { readOnly }) } };
    }
    case "csi": {
      const { driver, attributes, readOnly, fsType } = volume;
      return {
        csi: {
          driver,
          ...(readOnly !== undefined && { readOnly }),
          ...(fsType !== undefined && { fsType }),
          ...(attributes && { volumeAttributes: attributes }),
        },
      };
    }
    case "claim": {
      const { name, readOnly } = volume;
      return { persistentVolumeClaim: { claimName: name, ...(readOnly !== undefined && { readOnly }) } };
    }
    case "ephemeral-claim":
      return { ephemeral: { volumeClaimTemplate: { ...claimMetadata(volume.claim), spec: claimSpec(volume.claim) } } };
    case "image":
      return { image: { reference: volume.image, ...(volume.pull && { pullPolicy: pullPolicies[volume.pull] }) } };
  }
}

const hostPathTypes: Readonly<Record<HostPathType, string>> = {
  directory: "Directory",
  "directory-or-create": "DirectoryOrCreate",
  file: "File",
  "file-or-create": "FileOrCreate",
  socket: "Socket",
  "char-device": "CharDevice",
  "block-device": "BlockDevice",
};

interface LoweredFiles {
  readonly items?: readonly { readonly key: string; readonly path: string }[];
  readonly defaultMode?: number;
  readonly optional?: boolean;
}

const lowerItems = (items: FilesOf["items"]): Pick<LoweredFiles, "items"> =>
  items === undefined ? {} : { items: Object.entries(items).map(([key, path]) => ({ key, path })) };

const lowerFiles = ({ items, mode, optional }: FilesOf): LoweredFiles => ({
  ...lowerItems(items),
  ...(mode !== undefined && { defaultMode: mode }),
  ...(optional !== undefined && { optional }),
});

function lowerProjection(part: Projection): VolumeProjection {
  if ("serviceAccountToken" in part) {
    const { path, audience, seconds } = part.serviceAccountToken;
    return {
      serviceAccountToken: {
        path,
        ...(audience !== undefined && { audience }),
        ...(seconds !== undefined && { expirationSeconds: seconds }),
      },
    };
  }
  if ("podFields" in part) {
    const items = Object.entries(part.podFields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
    return { downwardAPI: { items } };
  }
  const { items, mode, optional } = part;
  const files = {
    name: "secret" in part ? part.secret : part.configMap,
    ...(items !== undefined && {
      items: Object.entries(items).map(([key, path]) => ({ key, path, ...(mode !== undefined && { mode }) })),
    }),
    ...(optional !== undefined && { optional }),
  };
  return "secret" in part ? { secret: files } : { configMap: files };
}

const accessModes: Readonly<Record<AccessMode, string>> = {
  "read-write-once": "ReadWriteOnce",
  "read-only-many": "ReadOnlyMany",
  "read-write-many": "ReadWriteMany",
  "read-write-once-pod": "ReadWriteOncePod",
};

const claimSpec = ({ size, access = "read-write-once", storageClass }: ClaimSpec): PersistentVolumeClaimSpec => ({
  accessModes: [accessModes[access]],
  resources: { requests: { storage: sizeQuantity(size) } },
  ...(storageClass !== undefined && { storageClassName: storageClass }),
});

const claimMetadata = ({ labels, annotations }: ClaimSpec) =>
  labels === undefined && annotations === undefined
    ? {}
    : { metadata: { ...(labels && { labels }), ...(annotations && { annotations }) } };

/** A claim that the controller makes for each run. */
export const lowerRunClaim = (name: string, spec: ClaimSpec): PersistentVolumeClaim => ({
  metadata: { name, ...claimMetadata(spec).metadata },
  spec: claimSpec(spec),
});
