import type { Images } from "../compiler/3-lower/lowering.ts";
import type { Plan, PlanTask } from "../compiler/plan/plan.ts";
import { fileScheme } from "../containers/entrypoint/layout.ts";
import type { ImagesLock } from "../containers/images/images-lock.ts";
import { type ImageName, lockedImage, pinnedName, plainVariant } from "../containers/images/locked-images.ts";
import type { Gpu } from "../dsl/gpu.ts";
import { bundlePlan } from "./bundle-plan.ts";

export const defaultRegistry = "localhost:5000/pipewright";

/** Where images are, and which of them were built. */
export interface ImageNaming {
  readonly registry: string;
  readonly lock: ImagesLock | undefined;
}

/**
 * Makes the bundle of every task's image, and names the images by them: by digest those that the lock knows.
 * @throws ProblemError for files that are not there, code that can't be bundled and packages that are not installed
 */
export async function imagesOf(plan: Plan, workspace: string, { registry, lock }: ImageNaming): Promise<Images> {
  const { tasks, files, sources } = await bundlePlan(plan, workspace);
  const nameOf = (task: PlanTask, tag: string): string => {
    const name = imageNameOf(task);
    const locked = lockedImage(lock, name, tag, plan.name);
    const built = locked === undefined ? tag : `${locked.tag}@${locked.digest}`;
    return `${registry}/${name.component}:${built}`;
  };
  // a plan that is split holds copies of tasks; their arguments and options stay the same objects
  const byArgs = new Map(tasks.map(({ task, tag }) => [task.args, nameOf(task, tag)]));
  return {
    imageOf: ({ args }) => byArgs.get(args)!,
    baseOf: (task) => lock?.bases[imageNameOf(task).variant]?.from,
    fileUri: (_task, file) => `${fileScheme}${files.get(file)!.digest}/${files.get(file)!.name}`,
    sourceText: (file) => sources.get(file)!,
    pinned: (image) => pinnedName(image, lock),
  };
}

/** CUDA is NVIDIA's alone; WebGPU computes on the others, and on newer ones than CUDA 11 knows. */
const variantOf = (gpu: Gpu | undefined): string => {
  if (gpu === undefined) return plainVariant;
  return (gpu.wants.vendor ?? "nvidia") === "nvidia" ? "gpu-cuda" : "gpu-webgpu";
};

/** The image of a task's component: one that asks for a GPU has another base. */
export function imageNameOf({ component, options }: PlanTask): ImageName {
  return { component: component.spec.name, variant: variantOf(options.resources?.gpu) };
}
