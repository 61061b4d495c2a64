import { join } from "node:path";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { Base } from "../../containers/images/base.ts";
import { type BuiltImage, buildImage, type ImageToBuild } from "../../containers/images/build-image.ts";
import { ImageError } from "../../containers/images/image-error.ts";
import { type ImagesLock, type LockedBase, updateLock } from "../../containers/images/images-lock.ts";
import { LayerCache } from "../../containers/images/layer-cache.ts";
import { lockedImage, withForeign, withPipeline } from "../../containers/images/locked-images.ts";
import { packageLayers } from "../../containers/images/package-layers.ts";
import { imageTag } from "../../containers/images/recipe.ts";
import { type Destination, SharedBlobs } from "../../containers/images/shared-blobs.ts";
import type { Platform } from "../../containers/oci/image-store.ts";
import type { FetchEvent } from "../../containers/packages/package-store.ts";
import { treeLayout } from "../../containers/packages/tree-layout.ts";
import type { BundledPlan } from "../bundle-plan.ts";
import { Attestations } from "./attestations.ts";
import { type BaseOptions, type ChosenBase, chooseBase } from "./bases.ts";
import { contentProblems } from "./content-problems.ts";
import { eachImage } from "./each-image.ts";
import type { PinnedImages } from "./foreign-images.ts";
import { BuildPackages, type PackagesOfImage } from "./image-packages.ts";
import { recipeOf } from "./recipe-of.ts";
import { type WantedImage, wantedImages } from "./wanted-images.ts";

export interface BuildOptions {
  readonly pipeline: string;
  readonly workspace: string;
  readonly lock: ImagesLock | undefined;
  readonly registry: string;
  /** Other people's images. */
  readonly foreign: Pick<PinnedImages, "names" | "digests">;
  readonly platforms: readonly Platform[];
  readonly bases: Omit<BaseOptions, "workspace" | "lock" | "platforms" | "cache">;
  /** To end a sentence: `in ghcr.io/me/taxi`. */
  readonly place: string;
  /** Where a component's images go. */
  readonly destinationOf: (component: string) => Destination | Promise<Destination>;
  /** The time of everything in the images, in seconds since 1970. */
  readonly epochSeconds: number;
  readonly onBuilt: (built: BuiltImage) => void;
  readonly onFetch: (event: FetchEvent) => void;
  /** Whether bills of materials and provenance are put beside the images. */
  readonly attests: boolean;
}

export interface BuildResult {
  readonly images: readonly BuiltImage[];
  /** Why the others could not be built. */
  readonly failures: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Builds the images of a pipeline's steps, puts them where they belong and says in the lock what they are. One that can't be built keeps no other from it.
 * @throws what is no fault of an image, its base or a store
 */
export async function buildPlan(bundled: BundledPlan, options: BuildOptions): Promise<BuildResult> {
  const { workspace, lock, platforms, pipeline } = options;
  const cache = new LayerCache(join(workspace, ".pipewright", "cache", "images"), options.epochSeconds);
  const wanted = wantedImages(bundled.tasks, workspace);
  const packages = new BuildPackages(workspace, platforms, options.onFetch);
  const bases = new Map<string, Promise<ChosenBase>>();
  const baseOf = async (variant: string): Promise<ChosenBase> => {
    const choosing =
      bases.get(variant) ?? chooseBase(variant, { ...options.bases, workspace, lock, platforms, cache: cache.blobs });
    bases.set(variant, choosing);
    return await choosing;
  };
  const shared = new SharedBlobs();
  const attestations = options.attests ? new Attestations(options) : undefined;
  const content: Diagnostic[] = [];
  const buildOne = async (one: WantedImage): Promise<BuiltImage> => {
    const problems = contentProblems(one, workspace);
    content.push(...problems.filter((found) => !isError(found)));
    if (problems.some(isError)) throw new ImageError(problems.filter(isError));
    const [{ base }, own] = await Promise.all([baseOf(one.name.variant), packages.of(one)]);
    const toBuild = imageToBuild(one, base, own, options.epochSeconds);
    const known = lockedImage(lock, one.name, one.bundle, pipeline);
    const same = known?.tag === imageTag(toBuild.recipe) ? known : undefined;
    const to = await options.destinationOf(one.name.component);
    const attested = { wanted: one, base, packages: own };
    const attest =
      attestations && ((image: BuiltImage["image"], isNew: boolean) => attestations.attest(attested, to.sink, image, isNew));
    const built = await buildImage(toBuild, to, { layers: cache, shared, known: same, ...(attest && { attest }) });
    options.onBuilt(built);
    return built;
  };
  const { done: images, failed, failures } = await eachImage(wanted, options.place, buildOne);
  const chosen = await readyBases(bases);
  if (images.length > 0 || failed.length === 0)
    await updateLock(workspace, (now) => lockOf(now, chosen, images, failed, options));
  const changed = images.some(({ isNew }) => isNew) ? await baseWarnings([...chosen.values()]) : [];
  return { images, failures, warnings: [...content, ...packages.warnings, ...changed, ...(attestations?.warnings ?? [])] };
}

function imageToBuild(wanted: WantedImage, base: Base, packages: PackagesOfImage, epochSeconds: number): ImageToBuild {
  const { name, program, files } = wanted;
  const recipe = recipeOf(wanted, {
    base: base.digest,
    packages: packages.hashes,
    platforms: base.images.map(({ platform }) => platform),
    epochSeconds,
  });
  const layers = async (platform: Platform) => {
    if (packages.hashes[platform] === undefined) return [];
    const laid = await packages.lay(platform);
    return packageLayers(laid.closure, laid.files, platform, treeLayout);
  };
  return { name, recipe, base, program, files, packages: layers };
}

/** Those that could be read; what is wrong with another was told by its images. */
async function readyBases(bases: ReadonlyMap<string, Promise<ChosenBase>>): Promise<ReadonlyMap<string, ChosenBase>> {
  const ready = await Promise.all(
    [...bases].map(async ([variant, base]) => [variant, await base.catch(() => undefined)] as const),
  );
  return new Map(ready.flatMap(([variant, base]) => (base === undefined ? [] : [[variant, base]])));
}

function lockOf(
  now: ImagesLock | undefined,
  bases: ReadonlyMap<string, ChosenBase>,
  images: readonly BuiltImage[],
  failed: readonly WantedImage[],
  { registry, platforms, pipeline, foreign }: BuildOptions,
): ImagesLock {
  const before: ImagesLock = now ?? { format: 1, registry, platforms, bases: {}, images: {}, foreign: {} };
  const locked = Object.fromEntries([...bases].map(([variant, base]): [string, LockedBase] => [variant, base.locked]));
  const lock = { ...before, registry, platforms, bases: { ...before.bases, ...locked } };
  const names = failed.map(({ name }) => name);
  return withForeign(withPipeline(lock, pipeline, images, names), pipeline, foreign.names, foreign.digests);
}

async function baseWarnings(bases: readonly ChosenBase[]): Promise<readonly Diagnostic[]> {
  const warnings = await Promise.all(
    bases.map(async ({ locked, newer }) => {
      const now = await newer();
      return now === undefined ? [] : [problem("base-changed", { base: locked.from, now, locked: locked.digest })];
    }),
  );
  return warnings.flat();
}
