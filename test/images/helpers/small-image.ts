import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Blob, ManifestBytes } from "../../../containers/oci/image-store.ts";

/** Bytes as a blob. */
export function blobOf(bytes: Uint8Array, mediaType = "application/octet-stream"): Blob {
  return {
    descriptor: { mediaType, digest: digestOf(bytes), size: bytes.byteLength },
    open: () => Readable.from([Buffer.from(bytes)], { objectMode: false }),
  };
}

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** Any document as a manifest. */
export function manifestOf(content: object, mediaType = "application/vnd.oci.image.manifest.v1+json"): ManifestBytes {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...content }));
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.byteLength }, bytes };
}

/** An image that other programs take for one: a layer that is an empty archive with this text behind it, a config, a manifest. */
export function smallImage(text: string): { readonly layer: Blob; readonly config: Blob; readonly manifest: ManifestBytes } {
  const tar = Buffer.concat([Buffer.alloc(1024), Buffer.from(text)]);
  const layer = blobOf(gzipSync(tar), "application/vnd.oci.image.layer.v1.tar+gzip");
  const config = blobOf(
    Buffer.from(
      JSON.stringify({
        architecture: "amd64",
        os: "linux",
        config: { User: "65532" },
        rootfs: { type: "layers", diff_ids: [digestOf(tar)] },
      }),
    ),
    "application/vnd.oci.image.config.v1+json",
  );
  return { layer, config, manifest: manifestOf({ config: config.descriptor, layers: [layer.descriptor] }) };
}
