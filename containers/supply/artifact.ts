import { Readable } from "node:stream";
import { describe } from "../oci/digest.ts";
import { documentBytes } from "../oci/document-bytes.ts";
import type { Descriptor, ImageSink, ImageSource } from "../oci/image-store.ts";
import { mediaTypes } from "../oci/media-types.ts";
import { readBlob } from "../oci/read-image.ts";

/** What kinds of documents belong to an image. */
export const artifactTypes = {
  sbom: "application/vnd.cyclonedx+json",
  provenance: "application/vnd.in-toto+json",
} as const;

/** A document about an image. */
export interface Artifact {
  readonly artifactType: string;
  readonly text: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The configuration of what has none (OCI image specification 1.1, "guidance for an empty descriptor"). */
const emptyBytes = Buffer.from("{}");
const empty = describe("application/vnd.oci.empty.v1+json", emptyBytes);

/** Puts a document beside an image, where whoever has the image's digest finds it. The same document is put there once. */
export async function attach(sink: ImageSink, subject: Descriptor, { artifactType, text, annotations }: Artifact): Promise<void> {
  const bytes = Buffer.from(text);
  const layer = describe(artifactType, bytes);
  await Promise.all([
    sink.putBlob({ descriptor: empty, open: () => Readable.from([emptyBytes]) }),
    sink.putBlob({ descriptor: layer, open: () => Readable.from([bytes]) }),
  ]);
  const { mediaType, digest, size } = subject;
  const manifest = documentBytes(mediaTypes.manifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    artifactType,
    config: empty,
    layers: [layer],
    subject: { mediaType, digest, size },
    ...(annotations !== undefined && { annotations }),
  });
  await sink.putManifest(manifest.descriptor.digest, manifest);
}

/** The documents of a kind that belong to an image. @throws BytesChanged, or what the store throws */
export async function attached(source: ImageSource, digest: string, artifactType: string): Promise<readonly string[]> {
  const found = (await source.referrers?.(digest, artifactType)) ?? [];
  const texts = await Promise.all(
    found.map(async (one) => {
      const manifest = await source.manifest(one.digest);
      const { layers = [] } = JSON.parse(Buffer.from(manifest?.bytes ?? emptyBytes).toString()) as {
        readonly layers?: Descriptor[];
      };
      return await Promise.all(layers.map(async (layer) => (await readBlob(source, layer)).toString()));
    }),
  );
  return texts.flat();
}
