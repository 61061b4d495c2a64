import { join, relative } from "node:path";
import { problem } from "../../compiler/diagnostics/problem.ts";
import type { FullProfile } from "../../compiler/profiles/profiles.ts";
import type { Platform } from "../../containers/oci/image-store.ts";
import { openRegistries, type RegistrySession } from "../../containers/registry/registry-repository.ts";
import { isSigned, requireCosign, type Signer, signImage } from "../../containers/supply/cosign.ts";
import { type BundledPlan, bundlePlan } from "../bundle-plan.ts";
import { type CheckedPipeline, checkedPipeline } from "../front.ts";
import { defaultRegistry } from "../images.ts";
import { loadProfile } from "../load-profile.ts";
import { ProblemError } from "../problem-error.ts";
import { projectLock } from "../project-lock.ts";
import { projectSettings } from "../project-settings.ts";
import { asBuildProblems } from "./as-build-problems.ts";
import { type BuildResult, buildPlan } from "./build-plan.ts";
import type { BuildProgress } from "./build-progress.ts";
import { type Delivery, toEngine, toFolder, toRegistry } from "./delivery.ts";
import { foreignImages, pinImages } from "./foreign-images.ts";

/** What a person asked for. */
export interface BuildRequest {
  readonly registry: string | undefined;
  readonly to: { readonly kind: "registry" } | { readonly kind: "folder"; readonly folder: string } | { readonly kind: "engine" };
  readonly platforms: readonly Platform[] | undefined;
  readonly bases: ReadonlyMap<string, string>;
  readonly updateBases: boolean;
  readonly insecure: readonly string[];
  readonly profile: string | undefined;
  readonly epochSeconds: number;
  readonly attestations: boolean;
  /** Who signs the images; undefined for nobody. */
  readonly signer: Signer | undefined;
  readonly signal: AbortSignal;
}

/** The images of one pipeline file. @throws ProblemError */
export async function buildImages(
  file: string,
  request: BuildRequest,
  progress: BuildProgress,
): Promise<BuildResult & { readonly registry: string }> {
  if (request.signer !== undefined) await asBuildProblems("", requireCosign);
  const { plan, workspace, warnings, bundling } = await checkedAndBundling(file, await loadProfile(request.profile, file));
  const said = request.registry ?? (await projectSettings(file)).registry;
  const lock = await projectLock(workspace);
  if (request.to.kind === "registry" && said === undefined && lock === undefined)
    throw new ProblemError([problem("registry-not-said", { file: relative(process.cwd(), file) || file })]);
  const registry = said ?? lock?.registry ?? defaultRegistry;
  const bundled = await bundling;
  const session = openRegistries({ insecure: request.insecure, signal: request.signal, tell: progress.transfer });
  const delivery = deliveryOf(request.to, registry, workspace, session);
  try {
    return await asBuildProblems(delivery.place, async () => {
      const known = request.updateBases ? {} : (lock?.foreign ?? {});
      const foreign = await pinImages(foreignImages(plan), known, session);
      const result = await buildPlan(bundled, {
        pipeline: plan.name,
        foreign,
        workspace,
        lock,
        registry,
        platforms: request.platforms ?? lock?.platforms ?? ["linux/amd64"],
        bases: { given: request.bases, update: request.updateBases, session },
        place: delivery.place,
        destinationOf: delivery.destinationOf,
        epochSeconds: request.epochSeconds,
        onBuilt: progress.built,
        onFetch: progress.fetching,
        attests: request.attestations && request.to.kind !== "engine", // an engine has no place for them
      });
      await delivery.finish(result.images);
      if (request.signer !== undefined) await signImages(result.images, registry, request.signer, session);
      progress.end(result.images, delivery.place);
      return { ...result, registry, warnings: [...warnings, ...foreign.warnings, ...result.warnings] };
    });
  } finally {
    session.close();
  }
}

/** Checks a pipeline; esbuild is at work on its code while the source is still being read. @throws ProblemError */
async function checkedAndBundling(
  file: string,
  profile: FullProfile | undefined,
): Promise<CheckedPipeline & { readonly bundling: Promise<BundledPlan> }> {
  const begun: Promise<BundledPlan>[] = [];
  const checked = await checkedPipeline(file, profile, undefined, (plan, workspace) => {
    const bundling = bundlePlan(plan, workspace);
    bundling.catch(() => undefined); // told when it is waited for, unless the pipeline has problems, which are told first
    begun.push(bundling);
  });
  return { ...checked, bundling: begun[0]! };
}

/** Signs what is new, and what was there without any signature: a second one would say nothing more. */
async function signImages(
  images: BuildResult["images"],
  registry: string,
  signer: Signer,
  session: RegistrySession,
): Promise<void> {
  for (const { name, image, isNew } of images) {
    const repository = `${registry}/${name.component}`;
    if (isNew || !(await isSigned(session.repository(repository), image.digest)))
      await signImage(`${repository}@${image.digest}`, signer);
  }
}

function deliveryOf(to: BuildRequest["to"], registry: string, workspace: string, session: RegistrySession): Delivery {
  if (to.kind === "registry") return toRegistry(registry, session);
  return to.kind === "folder" ? toFolder(to.folder) : toEngine(registry, join(workspace, ".pipewright", "cache"));
}
