import { join } from "node:path";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { ImageError } from "../../containers/images/image-error.ts";
import { BlobFolder } from "../../containers/oci/blob-folder.ts";
import { RegistryError } from "../../containers/registry/registry-error.ts";
import type { RegistrySession } from "../../containers/registry/registry-repository.ts";
import { requireCosign, signatureProblem, type TrustedSigner } from "../../containers/supply/cosign.ts";
import { type Verified, verifyImage } from "../../containers/supply/verify-image.ts";
import { chooseBase } from "../build/bases.ts";
import { type LockedProject, type NamedImage, namedImages } from "./locked-project.ts";
import { type StoreOptions, storeOf } from "./stores.ts";

export interface VerifyResult {
  readonly images: readonly Verified[];
  /** Of bases and of all images, each once. */
  readonly problems: readonly Diagnostic[];
}

export interface VerifyOptions extends StoreOptions {
  /** Whose signatures the images have to have; undefined where nobody asks. */
  readonly trusted: TrustedSigner | undefined;
}

/** Holds images against the lock, one after the other: what two of them share is read once. */
export async function verifyImages(
  project: LockedProject,
  names: readonly string[],
  options: VerifyOptions,
): Promise<VerifyResult> {
  const wanted = namedImages(project.lock, names);
  const problems: Diagnostic[] = [];
  if (options.trusted !== undefined) await requireCosign();
  const bases = await basesOf(wanted, project, options.session, problems);
  const seen = new Set<string>();
  const images: Verified[] = [];
  for (const { key, component, variant, image } of wanted) {
    const locked = project.lock.bases[variant];
    const own = image.recipe["base"];
    const isOld = locked !== undefined && own !== locked.digest;
    if (isOld) problems.push(problem("image-base-outdated", { image: key, found: own ?? "", base: locked.digest, variant }));
    const base = isOld ? undefined : bases.get(variant);
    const looked = await verifyImage({ key, image, source: storeOf(component, options), base }, seen);
    const signature = await unsigned(key, `${options.registry}/${component}@${image.digest}`, options.trusted);
    images.push({ ...looked, problems: [...looked.problems, ...signature] });
  }
  const all = [...problems, ...images.flatMap((one) => one.problems)];
  return { images, problems: [...new Map(all.map((one) => [`${one.code} ${one.message}`, one])).values()] };
}

async function unsigned(key: string, reference: string, trusted: TrustedSigner | undefined): Promise<readonly Diagnostic[]> {
  if (trusted === undefined) return [];
  const reason = await signatureProblem(reference, trusted);
  const signer = "key" in trusted ? trusted.key : trusted.identity;
  return reason === undefined ? [] : [problem("image-unsigned", { image: key, signer, reason })];
}

/** The digests of each base's images, from where the base lies. */
async function basesOf(
  images: readonly NamedImage[],
  { workspace, lock }: LockedProject,
  session: RegistrySession,
  problems: Diagnostic[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const cache = new BlobFolder(join(workspace, ".pipewright", "cache", "images", "blobs"));
  const bases = new Map<string, ReadonlySet<string>>();
  for (const variant of new Set(images.map((one) => one.variant))) {
    const locked = lock.bases[variant];
    if (locked === undefined) continue;
    try {
      const platforms = lock.platforms;
      const { base } = await chooseBase(variant, { workspace, lock, given: new Map(), platforms, update: false, session, cache });
      bases.set(variant, new Set(base.images.map(({ descriptor }) => descriptor.digest)));
    } catch (error) {
      if (!(error instanceof ImageError || error instanceof RegistryError)) throw error;
      const reason = error.diagnostics[0]!.message.replace(/\.$/, "");
      problems.push(problem("image-base-unseen", { base: locked.from, reason }));
    }
  }
  return bases;
}

/** Whether all of them are as they should be. */
export const areRight = ({ problems }: VerifyResult): boolean => !problems.some(isError);
