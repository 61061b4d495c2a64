import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { Base } from "../../containers/images/base.ts";
import { fileEntries } from "../../containers/images/bundle-layers.ts";
import type { LockedImage } from "../../containers/images/images-lock.ts";
import type { ImageSink, Platform } from "../../containers/oci/image-store.ts";
import type { FileEntry, TreeEntry } from "../../containers/oci/tree-entry.ts";
import { findLock } from "../../containers/packages/lock/find-lock.ts";
import { RegistryError } from "../../containers/registry/registry-error.ts";
import { attestImage } from "../../containers/supply/attest-image.ts";
import { provenanceText, type SourceRevision } from "../../containers/supply/provenance.ts";
import { sbomText } from "../../containers/supply/sbom.ts";
import { writeWhole } from "../../util/write-whole.ts";
import { version } from "../version.ts";
import type { PackagesOfImage } from "./image-packages.ts";
import { sourceRevision } from "./source-revision.ts";
import type { WantedImage } from "./wanted-images.ts";

/** What one build knows of all its images. */
export interface AttestOptions {
  readonly workspace: string;
  readonly pipeline: string;
  readonly registry: string;
}

/** What is known of one image. */
export interface AttestedImage {
  readonly wanted: WantedImage;
  readonly base: Base;
  /** Fetched only where a bill of materials has to be written. */
  readonly packages: PackagesOfImage;
}

/** Puts bills of materials and provenance beside the images of a build. */
export class Attestations {
  readonly #options: AttestOptions;
  #source: Promise<SourceRevision | undefined> | undefined;
  #refused: Diagnostic | undefined;

  /** What a registry did not take. */
  get warnings(): readonly Diagnostic[] {
    return this.#refused === undefined ? [] : [this.#refused];
  }

  constructor(options: AttestOptions) {
    this.#options = options;
  }

  async attest(of: AttestedImage, sink: ImageSink, image: Omit<LockedImage, "pipelines">, isNew: boolean): Promise<void> {
    const marker = this.#marker(sink, image);
    if (!isNew && (await stat(marker).catch(() => undefined)) !== undefined) return;
    try {
      await attestImage(sink, image, isNew, {
        sbom: async (platform, digest) => await sbom(of, platform, digest, image.tag),
        provenance: async () => await this.#provenance(of, image),
      });
    } catch (error) {
      if (!(error instanceof RegistryError) || error.code !== "registry-refuses-content") throw error;
      // an old registry takes images and nothing else: they are no worse for it
      this.#refused = problem("attestations-refused", {
        place: sink.name,
        reason: error.diagnostics[0]!.message.replace(/\.$/, ""),
      });
      return;
    }
    mkdirSync(join(marker, ".."), { recursive: true });
    writeWhole(marker, "");
  }

  async #provenance({ wanted, base, packages }: AttestedImage, image: Omit<LockedImage, "pipelines">): Promise<string> {
    const { workspace, pipeline, registry } = this.#options;
    this.#source ??= sourceRevision(workspace, wanted.labels["org.opencontainers.image.source"]);
    const hasPackages = Object.keys(packages.hashes).length > 0;
    const { component, variant } = wanted.name;
    return provenanceText({
      image: `${registry}/${component}`,
      digest: image.digest,
      component,
      variant,
      pipeline,
      platforms: Object.entries(image.platforms).map(([platform, { digest }]) => ({ platform, digest })),
      recipe: image.recipe,
      base: { from: base.from, digest: base.digest },
      packagesLock: hasPackages ? packagesLock(workspace) : undefined,
      source: await this.#source,
      pipewright: version,
      node: process.versions.node,
    });
  }

  /** Says that nothing has to be asked: a store that has an image by this name and digest has its bills. */
  #marker({ name }: ImageSink, { digest }: Pick<LockedImage, "digest">): string {
    const place = createHash("sha256").update(`${name}@${digest}`).digest("hex").slice(0, 32);
    return join(this.#options.workspace, ".pipewright", "cache", "images", "attested", place);
  }
}

async function sbom({ wanted, base, packages }: AttestedImage, platform: Platform, digest: string, tag: string): Promise<string> {
  const below = base.images.find((one) => one.platform === platform);
  const node = below?.config.config?.Env?.find((line) => line.startsWith("NODE_VERSION="))?.slice("NODE_VERSION=".length);
  return sbomText({
    component: wanted.name.component,
    tag,
    digest,
    architecture: platform.slice(platform.indexOf("/") + 1),
    pipewright: version,
    base: { from: base.from, digest: below?.descriptor.digest ?? base.digest, node },
    files: [...wanted.program.entries, ...fileEntries(wanted.files)].filter(isFile).map((entry) => ({
      path: entry.path,
      sha256: sha256Of("bytes" in entry.content ? entry.content.bytes : readFileSync(entry.content.file)),
    })),
    bundled: wanted.example.bundle.packages,
    installed: packages.hashes[platform] === undefined ? [] : (await packages.lay(platform)).closure,
  });
}

const isFile = (entry: TreeEntry): entry is FileEntry => entry.kind === "file";

function packagesLock(workspace: string): { readonly name: string; readonly sha256: string } | undefined {
  const file = findLock(workspace);
  return file === undefined ? undefined : { name: basename(file), sha256: sha256Of(readFileSync(file)) };
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
