import type { LockedImage } from "../images/images-lock.ts";
import type { Descriptor, ImageSink, Platform } from "../oci/image-store.ts";
import { artifactTypes, attach } from "./artifact.ts";
import { provenanceType } from "./provenance.ts";

/** The documents of one image, made when they are wanted. */
export interface ImageDocuments {
  /** The bill of materials of one platform's image, whose manifest has this digest. */
  readonly sbom: (platform: Platform, digest: string) => Promise<string>;
  /** How the image was made. */
  readonly provenance: () => Promise<string>;
}

type Image = Pick<LockedImage, "digest" | "platforms">;

/**
 * Puts an image's documents beside it. A bill of materials belongs to the image of each platform, and is added to one that was there without it; how an image was
 * made knows only who has made it.
 */
export async function attestImage(sink: ImageSink, image: Image, isNew: boolean, documents: ImageDocuments): Promise<void> {
  const platforms = Object.entries(image.platforms) as [Platform, { readonly digest: string }][];
  const bills = platforms.map(async ([platform, { digest }]) => {
    if (!isNew && (await has(sink, digest))) return;
    const artifactType = artifactTypes.sbom;
    await attach(sink, await described(sink, digest), { artifactType, text: await documents.sbom(platform, digest) });
  });
  await Promise.all([...bills, ...(isNew ? [attachProvenance(sink, image.digest, documents)] : [])]);
}

async function attachProvenance(sink: ImageSink, digest: string, { provenance }: ImageDocuments): Promise<void> {
  const [subject, text] = await Promise.all([described(sink, digest), provenance()]);
  await attach(sink, subject, {
    artifactType: artifactTypes.provenance,
    text,
    annotations: { "in-toto.io/predicate-type": provenanceType },
  });
}

const has = async (sink: ImageSink, digest: string): Promise<boolean> =>
  ((await sink.referrers?.(digest, artifactTypes.sbom)) ?? []).length > 0;

async function described(sink: ImageSink, digest: string): Promise<Descriptor> {
  const manifest = await sink.manifest(digest);
  if (manifest === undefined) throw new Error(`${sink.name} was given ${digest} and does not have it.`);
  return manifest.descriptor;
}
