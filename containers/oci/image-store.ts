import type { Readable } from "node:stream";

/** A platform in the words of the OCI image index, such as `linux/amd64`. */
export type Platform = "linux/amd64" | "linux/arm64";

/** How any bytes of an image are named: what they are, their SHA-256, how many (OCI image spec, "descriptor"). */
export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Bytes that can be sent: opened anew for each try. */
export interface Blob {
  readonly descriptor: Descriptor;
  readonly open: () => Readable;
  /** A repository of the same registry that has it: it is mounted from there instead of sent. */
  readonly mountFrom?: string;
}

/** A manifest or an index, byte for byte. */
export interface ManifestBytes {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** One repository of images that can be read: in a registry, or an OCI layout folder. */
export interface ImageSource {
  /** As a person would name it: `ghcr.io/me/taxi/train`, `oci:out/images`. */
  readonly name: string;
  /** @param reference a tag or a digest @returns undefined when there is none */
  readonly manifest: (reference: string) => Promise<ManifestBytes | undefined>;
  /** The bytes as they lie there; who reads them checks their digest. */
  readonly blob: (descriptor: Descriptor) => Promise<Readable>;
  /** The manifests about another one: SBOM, provenance, signatures. Absent in a store that keeps none. */
  readonly referrers?: (digest: string, artifactType?: string) => Promise<readonly Descriptor[]>;
}

/** One repository of images that can be written. Blobs first, then manifests by digest, the tag last: nothing half is ever under a tag. */
export interface ImageSink extends ImageSource {
  readonly hasBlob: (digest: string) => Promise<boolean>;
  /** Sends it, unless it is there. @returns how many bytes went over the wire */
  readonly putBlob: (blob: Blob) => Promise<number>;
  /** @param reference a tag, or the manifest's own digest */
  readonly putManifest: (reference: string, manifest: ManifestBytes) => Promise<void>;
}
