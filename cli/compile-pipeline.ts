import { budgetOf, budgetText } from "../compiler/3-lower/budget.ts";
import type { ArgoObject } from "../compiler/3-lower/lower.ts";
import { print } from "../compiler/4-print/print.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { tasksOfAll } from "../compiler/plan/visit-plan.ts";
import type { Target } from "../compiler/targets/target.ts";
import { patchWarnings } from "../compiler/verify/verify-manifest.ts";
import { checkedPipeline, manifestObjects, type ReadSource, rawProblemsOf } from "./front.ts";
import { requireFile } from "./load-pipeline.ts";
import { loadProfile } from "./load-profile.ts";
import { projectLock } from "./project-lock.ts";
import { projectSettings } from "./project-settings.ts";
import type { GivenParams } from "./run-params.ts";
import { unbuiltImages } from "./unbuilt-images.ts";

export interface CompileOptions {
  readonly given: GivenParams;
  readonly registry: string | undefined;
  readonly target: Target;
  /** The name of a cluster that Pipewright knows, or a file that describes one. */
  readonly profile?: string | undefined;
  /** Who reads the author's source; a thread of this process if not said. */
  readonly readSource?: ReadSource;
}

/** A pipeline's manifest, as plain data that can go from thread to thread. */
export interface Compiled {
  /** The pipeline's. */
  readonly name: string;
  readonly objects: readonly ArgoObject[];
  /** The objects as YAML. */
  readonly text: string;
  readonly warnings: readonly Diagnostic[];
  /** How much of Argo's room it takes, in a line. */
  readonly budget: string;
  /** Parameters that a run would have to say. */
  readonly open: readonly string[];
}

/** The author's file as a manifest. @throws ProblemError */
export async function compilePipeline(
  file: string,
  { given, registry, target, profile, readSource }: CompileOptions,
): Promise<Compiled> {
  const path = requireFile(file);
  const pipeline = await checkedPipeline(file, await loadProfile(profile, path), readSource);
  const settings = await projectSettings(path);
  const objects = await manifestObjects(pipeline, { given, complete: false, registry: registry ?? settings.registry, target });
  const { plan, warnings } = pipeline;
  return {
    name: plan.name,
    objects,
    text: print(objects),
    budget: budgetText(tasksOfAll(plan).length, budgetOf(objects)),
    warnings: [
      ...warnings,
      ...patchWarnings(plan, objects, target),
      ...(await rawProblemsOf(plan, objects)),
      ...unbuiltImages(objects, await projectLock(pipeline.workspace), file),
    ],
    open: plan.params
      .filter(({ name, defaultText }) => defaultText === undefined && !given.texts.has(name) && !given.values.has(name))
      .map(({ name }) => name),
  };
}
