import { createHash } from "node:crypto";
import { PassThrough, type Readable } from "node:stream";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { LockedImage } from "../images/images-lock.ts";
import type { Descriptor, ImageSink } from "../oci/image-store.ts";
import { visitLayer } from "../oci/layer-entries.ts";
import { type PlatformImage, readImages } from "../oci/read-image.ts";
import { artifactTypes, attached } from "./artifact.ts";
import type { Bom } from "./cyclonedx.ts";
import { differences, type Holdings, isOwnFile, packageFolder, packageName, sha256Of } from "./image-holds.ts";
import { type NamedLayer, namedLayers } from "./own-layers.ts";

/** An image that is there, or should be. */
export interface ImageToVerify {
  /** As a person knows it: `train`, `train+gpu-cuda`. */
  readonly key: string;
  readonly image: LockedImage;
  readonly source: Pick<ImageSink, "name" | "manifest" | "blob" | "hasBlob" | "referrers">;
  /** Digests of the base's images by platform; undefined where nobody could be asked. */
  readonly base: ReadonlySet<string> | undefined;
}

/** What came of looking at one image. */
export interface Verified {
  readonly key: string;
  readonly tag: string;
  readonly digest: string;
  /** Where it was looked for. */
  readonly place: string;
  /** How many different blobs were read, and their bytes. */
  readonly blobs: number;
  readonly bytes: number;
  /** Packages that lie in it, over all platforms. */
  readonly packages: number;
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads an image whole and holds it against the lock: every manifest, configuration and blob by its digest, the base, the bill of materials.
 * @param seen digests whose bytes were right in an image before: they have to be there, and are not read again
 */
export async function verifyImage(one: ImageToVerify, seen: Set<string>): Promise<Verified> {
  const look = new Look(one, seen);
  const { tag, digest } = one.image;
  try {
    await look.index();
  } catch (error) {
    look.problems.push(...wordsOf(error, one));
  }
  const { blobs, bytes, packages, problems } = look;
  return { key: one.key, tag, digest, place: one.source.name, blobs, bytes, packages, problems };
}

/** Whether nothing is wrong with it. */
export const isRight = ({ problems }: Verified): boolean => !problems.some(isError);

/** What stores say is told in their words; what else is no picture of an image is damaged. */
function wordsOf(error: unknown, { key }: ImageToVerify): readonly Diagnostic[] {
  const { diagnostics, name, message } = error as Error & { readonly diagnostics?: readonly Diagnostic[] };
  if (diagnostics !== undefined) return diagnostics;
  if (!["BytesChanged", "LayoutBroken", "SyntaxError"].includes(name)) throw error;
  return [problem("image-damaged", { image: key, reason: message.replace(/\.$/, "") })];
}

class Look {
  readonly problems: Diagnostic[] = [];
  blobs = 0;
  bytes = 0;
  packages = 0;
  readonly #one: ImageToVerify;
  readonly #seen: Set<string>;

  constructor(one: ImageToVerify, seen: Set<string>) {
    this.#one = one;
    this.#seen = seen;
  }

  async index(): Promise<void> {
    const { key, image, source } = this.#one;
    const found = await source.manifest(image.digest);
    if (found === undefined) {
      this.problems.push(problem("image-gone", { image: key, digest: image.digest, place: source.name }));
      return;
    }
    const tagged = await source.manifest(image.tag);
    const leadsTo = tagged?.descriptor.digest ?? "nothing";
    if (leadsTo !== image.digest)
      this.problems.push(problem("image-tag-moved", { image: key, tag: image.tag, found: leadsTo, digest: image.digest }));
    const images = await readImages(source, found);
    for (const [platform, { digest }] of Object.entries(image.platforms)) {
      const there = images.find((each) => each.platform === platform);
      if (there?.descriptor.digest === digest) continue;
      const reason = `for ${platform} it has ${there?.descriptor.digest ?? "no image"}, and images.lock.json says ${digest}`;
      this.problems.push(problem("image-damaged", { image: key, reason }));
    }
    for (const each of images) await this.#platform(each);
  }

  async #platform(image: PlatformImage): Promise<void> {
    const { key, base } = this.#one;
    const saidBase = image.manifest.annotations?.["org.opencontainers.image.base.digest"];
    if (base !== undefined && !base.has(saidBase ?? ""))
      this.problems.push(
        problem("image-other-base", {
          image: key,
          platform: image.platform,
          found: saidBase ?? "nothing that it names",
          base: this.#one.image.recipe["base"] ?? "",
        }),
      );
    const packages = new Map<string, string>();
    const files = new Map<string, string>();
    const before = this.problems.length;
    for (const layer of namedLayers(image)) await this.#layer(layer, packages, files);
    this.packages += packages.size;
    this.blobs++; // the configuration, which was read with the manifest
    this.bytes += image.manifest.config.size;
    // what can't be read holds other things than any bill says
    if (this.problems.length === before) await this.#bill(image, { packages, files });
  }

  async #layer(layer: NamedLayer, packages: Map<string, string>, files: Map<string, string>): Promise<void> {
    const { key, source } = this.#one;
    const { descriptor, isOwn } = layer;
    if (!isOwn && this.#seen.has(descriptor.digest)) {
      if (await source.hasBlob(descriptor.digest)) return;
      this.#damaged(`its layer ${descriptor.digest} is not there`);
      return;
    }
    this.blobs++;
    this.bytes += descriptor.size;
    try {
      const archive = createHash("sha256");
      const visit = async ({ path, bytes }: { readonly path: string; readonly bytes: () => Promise<Buffer> }): Promise<void> => {
        const folder = packageFolder(path);
        if (folder !== undefined) packages.set(folder, packageName(await bytes()));
        else if (isOwnFile(path)) files.set(path, sha256Of(await bytes()));
      };
      const wrong = await this.#read(descriptor, async (bytes) => {
        if (!isOwn || !descriptor.mediaType.endsWith("gzip")) for await (const _ of bytes);
        else await visitLayer(bytes, visit, (part) => archive.update(part));
      });
      if (wrong !== undefined) this.#damaged(wrong);
      else if (isOwn && descriptor.mediaType.endsWith("gzip") && `sha256:${archive.digest("hex")}` !== layer.diffId)
        this.#damaged(`its layer ${descriptor.digest} does not unpack to ${layer.diffId}`);
      else this.#seen.add(descriptor.digest);
    } catch (error) {
      this.problems.push(...wordsOf(error, { ...this.#one, key }));
    }
  }

  #damaged(reason: string): void {
    this.problems.push(problem("image-damaged", { image: this.#one.key, reason }));
  }

  /** Reads a blob to its end and counts it. @returns what is wrong with it; its own digest comes before what a reader says of it */
  async #read({ digest, size }: Descriptor, use: (bytes: Readable) => Promise<void>): Promise<string | undefined> {
    const hash = createHash("sha256");
    let read = 0;
    const source = await this.#one.source.blob({ digest, size, mediaType: "" });
    const through = new PassThrough();
    const using = use(through).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    try {
      for await (const part of source as AsyncIterable<Buffer>) {
        hash.update(part);
        read += part.byteLength;
        await handOn(through, part);
      }
    } finally {
      through.end();
    }
    const said = await using;
    const found = `sha256:${hash.digest("hex")}`;
    if (found !== digest) return `the bytes of ${digest} are ${found}`;
    if (read !== size) return `${digest} has ${read} bytes, and its manifest says ${size}`;
    return typeof said === "string" ? `its layer ${digest} can't be unpacked: ${said}` : undefined;
  }

  async #bill({ platform, descriptor }: PlatformImage, holdings: Holdings): Promise<void> {
    const { key, source } = this.#one;
    const bills = await attached(source, descriptor.digest, artifactTypes.sbom);
    if (bills.length === 0) this.problems.push(problem("sbom-missing", { image: key, platform, place: source.name }));
    for (const text of bills) {
      const [first] = differences(JSON.parse(text) as Bom, holdings);
      if (first !== undefined) this.problems.push(problem("sbom-differs", { image: key, platform, ...first }));
    }
  }
}

/** Hands bytes to a reader at its pace; one that has given up gets no more of them. */
async function handOn(reader: PassThrough, part: Buffer): Promise<void> {
  if (reader.destroyed || reader.write(part)) return;
  await new Promise<void>((done) => {
    const go = (): void => {
      reader.off("drain", go).off("close", go);
      done();
    };
    reader.once("drain", go).once("close", go);
  });
}
