import type { Size } from "../size.ts";

/** Which keys become files, and what they are called. */
export interface FilesOf {
  /** File by key; without it every key is a file of its own name. */
  readonly items?: Readonly<Record<string, string>>;
  /** Permissions as in `0o400`. */
  readonly mode?: number;
  /** Whether the pod starts without it. */
  readonly optional?: boolean;
}

/** Who may mount a claim at the same time. */
export type AccessMode = "read-write-once" | "read-only-many" | "read-write-many" | "read-write-once-pod";

/** A claim that is made for a pod, or for a run. */
export interface ClaimSpec {
  readonly size: Size | string;
  readonly access?: AccessMode;
  readonly storageClass?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One part of a projected volume. */
export type Projection =
  | ({ readonly secret: string } & FilesOf)
  | ({ readonly configMap: string } & FilesOf)
  | { readonly serviceAccountToken: { readonly path: string; readonly audience?: string; readonly seconds?: number } }
  | { readonly podFields: Readonly<Record<string, string>> };

/** Where the files of a mounted folder are. */
export type Volume = { readonly kind: "volume" } & (
  | { readonly source: "empty-dir"; readonly size?: Size | string; readonly memory: boolean }
  | ({ readonly source: "secret"; readonly name: string } & FilesOf)
  | ({ readonly source: "config-map"; readonly name: string } & FilesOf)
  | { readonly source: "projected"; readonly parts: readonly Projection[]; readonly mode?: number }
  | { readonly source: "host-path"; readonly path: string; readonly type?: HostPathType }
  | { readonly source: "nfs"; readonly server: string; readonly path: string; readonly readOnly?: boolean }
  | ({ readonly source: "csi"; readonly driver: string } & CsiOptions)
  | { readonly source: "claim"; readonly name: string; readonly readOnly?: boolean }
  | { readonly source: "ephemeral-claim"; readonly claim: ClaimSpec }
  | { readonly source: "image"; readonly image: string; readonly pull?: "always" | "if-not-present" | "never" }
);

/** What a path of the node has to be. */
export type HostPathType =
  | "directory"
  | "directory-or-create"
  | "file"
  | "file-or-create"
  | "socket"
  | "char-device"
  | "block-device";

/** How a CSI driver mounts a volume for one pod. */
export interface CsiOptions {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly fsType?: string;
}

const volume = <V extends object>(given: V): V & { readonly kind: "volume" } =>
  Object.freeze({ kind: "volume" as const, ...given });

/** An empty folder on the node's disk that the pod's containers share and that ends with it: `emptyDir({ size: gibibytes(20) })`. */
export const emptyDir = ({ size }: { readonly size?: Size | string } = {}): Volume =>
  volume({ source: "empty-dir", memory: false, ...(size !== undefined && { size }) });

/**
 * A folder in memory; it counts against the memory limit of the step. Loaders of several processes want it.
 *
 * ```ts
 * train({ examples }).with({ mounts: { "/dev/shm": sharedMemory(gibibytes(2)) } });
 * ```
 *
 * Becomes `emptyDir: {medium: Memory, sizeLimit: 2Gi}`.
 */
export const sharedMemory = (size: Size | string): Volume => volume({ source: "empty-dir", memory: true, size });

/** The keys of a Secret as files: `secretFiles("tls", { mode: 0o400 })`. */
export const secretFiles = (name: string, files: FilesOf = {}): Volume => volume({ source: "secret", name, ...files });

/** The keys of a ConfigMap as files: `configMapFiles("settings", { items: { "app.yaml": "settings.yaml" } })`. */
export const configMapFiles = (name: string, files: FilesOf = {}): Volume => volume({ source: "config-map", name, ...files });

/** Several sources in one folder: `projected([{ secret: "tls" }, { podFields: { labels: "metadata.labels" } }])`. */
export const projected = (parts: readonly Projection[], { mode }: { readonly mode?: number } = {}): Volume =>
  volume({ source: "projected", parts, ...(mode !== undefined && { mode }) });

/** A path of the node itself. Most clusters forbid it, and the files are other ones on every node: `hostPath("/mnt/ssd")`. */
export const hostPath = (path: string, { type }: { readonly type?: HostPathType } = {}): Volume =>
  volume({ source: "host-path", path, ...(type !== undefined && { type }) });

/** A folder of an NFS server: `nfs("files.example", "/exports/data", { readOnly: true })`. */
export const nfs = (server: string, path: string, { readOnly }: { readonly readOnly?: boolean } = {}): Volume =>
  volume({ source: "nfs", server, path, ...(readOnly !== undefined && { readOnly }) });

/** A volume that a CSI driver makes for one pod: `csi("secrets-store.csi.k8s.io", { readOnly: true })`. */
export const csi = (driver: string, options: CsiOptions = {}): Volume => volume({ source: "csi", driver, ...options });

/** A PersistentVolumeClaim that is there already: `claim("datasets", { readOnly: true })`. */
export const claim = (name: string, { readOnly }: { readonly readOnly?: boolean } = {}): Volume =>
  volume({ source: "claim", name, ...(readOnly !== undefined && { readOnly }) });

/** A claim that is made with the pod and deleted with it: `ephemeralClaim({ size: gibibytes(100), storageClass: "fast" })`. */
export const ephemeralClaim = (spec: ClaimSpec): Volume => volume({ source: "ephemeral-claim", claim: spec });

/** The files of an OCI image, read-only (Kubernetes 1.36): `imageFiles("registry.example/models/bert@sha256:…")`. */
export const imageFiles = (image: string, { pull }: { readonly pull?: "always" | "if-not-present" | "never" } = {}): Volume =>
  volume({ source: "image", image, ...(pull !== undefined && { pull }) });

/** A named volume of the task or of the pipeline at one place. */
export interface Mount {
  readonly kind: "mount";
  readonly volume: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/**
 * Mounts a named volume, whole or one folder of it, for two places that share a volume or for a claim of the pipeline.
 *
 * ```ts
 * train({}).with({ mounts: { "/checkpoints": mount("work", { subPath: "train" }) } });
 * ```
 *
 * Becomes `volumeMounts: [{name: work, mountPath: /checkpoints, subPath: train}]`.
 */
export function mount(name: string, options: { readonly subPath?: string; readonly readOnly?: boolean } = {}): Mount {
  return Object.freeze({ kind: "mount", volume: name, ...options });
}

/** What is mounted, by the absolute path: a volume of its own, or a named one. */
export type Mounts = Readonly<Record<string, Volume | Mount>>;
