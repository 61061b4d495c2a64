import { baseNamed } from "../../containers/bases/bases.ts";
import type { ImagesLock } from "../../containers/images/images-lock.ts";
import { lockKey } from "../../containers/images/locked-images.ts";
import { imageTag, type RecipeParts, recipeParts } from "../../containers/images/recipe.ts";
import type { Platform } from "../../containers/oci/image-store.ts";
import { planPackages } from "../../containers/packages/packages-for.ts";
import { bundlePlan } from "../bundle-plan.ts";
import { checkedPipeline } from "../front.ts";
import { loadProfile } from "../load-profile.ts";
import { platformsOf } from "./bases.ts";
import { recipeOf } from "./recipe-of.ts";
import { sourceDateEpoch } from "./source-date-epoch.ts";
import { type WantedImage, wantedImages } from "./wanted-images.ts";

/** An image as `pipewright build` would make it now. */
export interface TodaysImage {
  /** `train`, `train+gpu-cuda`. */
  readonly key: string;
  readonly bundle: string;
  /** Undefined when the lock knows no base for it yet. */
  readonly tag: string | undefined;
  readonly recipe: RecipeParts;
}

export interface TodaysImages {
  readonly pipeline: string;
  readonly images: readonly TodaysImage[];
}

/**
 * The images of today's code, upon the bases that the lock has pinned: nobody is asked, and nothing is built.
 * @throws ProblemError
 */
export async function todaysImages(file: string, profile: string | undefined, lock: ImagesLock): Promise<TodaysImages> {
  const { plan, workspace } = await checkedPipeline(file, await loadProfile(profile, file));
  const { tasks } = await bundlePlan(plan, workspace);
  const images = await Promise.all(wantedImages(tasks, workspace).map((wanted) => todaysImage(wanted, workspace, lock)));
  return { pipeline: plan.name, images };
}

async function todaysImage(wanted: WantedImage, workspace: string, lock: ImagesLock): Promise<TodaysImage> {
  const { name, bundle, externals } = wanted;
  const platforms = platformsOf(name.variant, lock.platforms);
  const base = lock.bases[name.variant]?.digest;
  const recipe = recipeOf(wanted, {
    base: base ?? "",
    platforms,
    packages: await packageHashes(externals, name.variant, platforms, workspace),
    epochSeconds: sourceDateEpoch(process.env["SOURCE_DATE_EPOCH"]),
  });
  return { key: lockKey(name), bundle, tag: base === undefined ? undefined : imageTag(recipe), recipe: recipeParts(recipe) };
}

/** By the lock file of the project's packages alone. */
async function packageHashes(
  externals: WantedImage["externals"],
  variant: string,
  platforms: readonly Platform[],
  workspace: string,
): Promise<Readonly<Partial<Record<Platform, string>>>> {
  const provided = baseNamed(variant)?.packages ?? {};
  if (externals.every(({ name, version }) => provided[name] === version)) return {};
  const hashes = platforms.map(async (platform) => {
    const { hash } = await planPackages(externals, { workspace, platform, provided });
    return [platform, hash] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}
