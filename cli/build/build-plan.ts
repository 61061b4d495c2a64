import { join } from "node:path";
import { type Diagnostic, isError } from "../../compiler/diagnostics/diagnostic.ts";
import { problem } from "../../compiler/diagnostics/problem.ts";
import { type BuiltImage, buildImage, type ImageToBuild } from "../../containers/images/build-image.ts";
import { ImageError } from "../../containers/images/image-error.ts";
import { type ImagesLock, type LockedBase, updateLock } from "../../containers/images/images-lock.ts";
import { LayerCache } from "../../containers/images/layer-cache.ts";
import { lockedImage, withPipeline } from "../../containers/images/locked-images.ts";
import { type PackageLayer, packageLayers } from "../../containers/images/package-layers.ts";
import { imageTag } from "../../containers/images/recipe.ts";
import { type Destination, SharedBlobs } from "../../containers/images/shared-blobs.ts";
import type { Platform } from "../../containers/oci/image-store.ts";
import { PackageStore } from "../../containers/packages/package-store.ts";
import { type ImagePackages, packagesFor } from "../../containers/packages/packages-for.ts";
import type { BundledPlan } from "../bundle-plan.ts";
import { ProblemError } from "../problem-error.ts";
import { Attestations } from "./attestations.ts";
import { type BaseOptions, type ChosenBase, chooseBase, knownBase, platformsOf } from "./bases.ts";
import { contentProblems } from "./content-problems.ts";
import { recipeOf } from "./recipe-of.ts";
import { type WantedImage, wantedImages } from "./wanted-images.ts";

export interface BuildOptions {
  readonly pipeline: string;
  readonly workspace: string;
  readonly lock: ImagesLock | undefined;
  readonly registry: string;
  /** Digests of other people's images. */
  readonly foreign: Readonly<Record<string, string>>;
  readonly platforms: readonly Platform[];
  readonly bases: Omit<BaseOptions, "workspace" | "lock" | "platforms" | "cache">;
  /** Where a component's images go. */
  readonly destinationOf: (component: string) => Destination | Promise<Destination>;
  /** The time of everything in the images, in seconds since 1970. */
  readonly epochSeconds: number;
  readonly onBuilt: (built: BuiltImage) => void;
  /** Whether bills of materials and provenance are put beside the images. */
  readonly attests: boolean;
}

export interface BuildResult {
  readonly images: readonly BuiltImage[];
  readonly lock: ImagesLock;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Builds the images of a pipeline's steps, puts them where they belong and says in the lock what they are.
 * @throws ProblemError, or what a store says
 */
export async function buildPlan(bundled: BundledPlan, options: BuildOptions): Promise<BuildResult> {
  const { workspace, lock, platforms, pipeline } = options;
  const cache = new LayerCache(join(workspace, ".pipewright", "cache", "images"), options.epochSeconds);
  const wanted = wantedImages(bundled.tasks, workspace);
  const content = contentProblems(wanted, workspace);
  if (content.some(isError)) throw new ProblemError(content);
  const baseOptions = { ...options.bases, workspace, lock, platforms, cache: cache.blobs };
  const bases = await allOf([...new Set(wanted.map(({ name }) => name.variant))], async (variant) => {
    return [variant, await chooseBase(variant, baseOptions)] as const;
  });
  const chosen = new Map(bases);
  const { packages, problems } = await allPackages(wanted, platforms, workspace);
  if (problems.some(isError)) throw new ProblemError([...content, ...problems]);
  const shared = new SharedBlobs();
  const attestations = options.attests ? new Attestations(options) : undefined;
  const images = await allOf(wanted, async (one) => {
    const toBuild = imageToBuild(one, chosen.get(one.name.variant)!, packages.get(one)!, options);
    const known = lockedImage(lock, one.name, one.bundle, pipeline);
    const same = known?.tag === imageTag(toBuild.recipe) ? known : undefined;
    const to = await options.destinationOf(one.name.component);
    const attested = { wanted: one, base: toBuild.base, packages: packages.get(one)! };
    const attest =
      attestations && ((image: BuiltImage["image"], isNew: boolean) => attestations.attest(attested, to.sink, image, isNew));
    const built = await buildImage(toBuild, to, { layers: cache, shared, known: same, ...(attest && { attest }) });
    options.onBuilt(built);
    return built;
  });
  const lockedBases = Object.fromEntries(bases.map(([variant, { locked }]) => [variant, locked]));
  const newLock = await updateLock(workspace, (now) => lockOf(now, lockedBases, images, options));
  const changed = images.some(({ isNew }) => isNew) ? await baseWarnings(bases.map(([, base]) => base)) : [];
  return { images, lock: newLock, warnings: [...content, ...problems, ...changed, ...(attestations?.warnings ?? [])] };
}

function imageToBuild(
  wanted: WantedImage,
  { base }: ChosenBase,
  packages: ReadonlyMap<Platform, ImagePackages>,
  { epochSeconds }: BuildOptions,
): ImageToBuild {
  const laid = [...packages].filter(([, one]) => one.files.length > 0);
  const recipe = recipeOf(wanted, {
    base: base.digest,
    packages: Object.fromEntries(laid.map(([platform, { hash }]) => [platform, hash])),
    platforms: base.images.map(({ platform }) => platform),
    epochSeconds,
  });
  const { name, program, files } = wanted;
  return { name, recipe, base, program, files, packages: (platform) => layersOf(packages.get(platform), platform) };
}

const layersOf = (packages: ImagePackages | undefined, platform: Platform): readonly PackageLayer[] =>
  packages === undefined ? [] : packageLayers(packages.closure, packages.files, platform);

type PackagesByImage = ReadonlyMap<WantedImage, ReadonlyMap<Platform, ImagePackages>>;

/** The packages of every image for every platform; equal ones are looked up once. */
async function allPackages(
  wanted: readonly WantedImage[],
  platforms: readonly Platform[],
  workspace: string,
): Promise<{ readonly packages: PackagesByImage; readonly problems: readonly Diagnostic[] }> {
  const store = new PackageStore(workspace);
  const asked = new Map<string, Promise<ImagePackages>>();
  const packages = new Map<WantedImage, Map<Platform, ImagePackages>>();
  const problems = new Map<string, Diagnostic>();
  for (const image of wanted) {
    const own = new Map<Platform, ImagePackages>();
    const { variant } = image.name;
    for (const platform of platformsOf(variant, platforms)) {
      const key = JSON.stringify([image.externals, variant, platform]);
      const provided = knownBase(variant)?.packages ?? {};
      const asking = asked.get(key) ?? packagesFor(image.externals, { workspace, platform, store, provided });
      asked.set(key, asking);
      const found = await asking;
      own.set(platform, found);
      for (const one of found.problems) problems.set(`${one.code} ${one.message}`, one);
    }
    packages.set(image, own);
  }
  return { packages, problems: [...problems.values()] };
}

function lockOf(
  now: ImagesLock | undefined,
  bases: Readonly<Record<string, LockedBase>>,
  images: readonly BuiltImage[],
  { registry, platforms, pipeline, foreign }: BuildOptions,
): ImagesLock {
  const before: ImagesLock = now ?? { format: 1, registry, platforms, bases: {}, images: {}, foreign: {} };
  const lock = {
    ...before,
    registry,
    platforms,
    bases: { ...before.bases, ...bases },
    foreign: { ...before.foreign, ...foreign },
  };
  return withPipeline(lock, pipeline, images);
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

/** Does something with each, at the same time, and waits for all of them also when one fails: nothing goes on behind an error. */
async function allOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = await Promise.allSettled(items.map(work));
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  const said = errors.filter((error) => error instanceof ImageError).flatMap(({ diagnostics }) => diagnostics);
  if (said.length > 0 && said.length >= errors.length)
    throw new ProblemError([...new Map(said.map((one) => [`${one.code} ${one.message}`, one])).values()]);
  if (errors.length > 0) throw errors.find((error) => !(error instanceof ImageError));
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
