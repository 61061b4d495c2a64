import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import type { FullProfile } from "../compiler/profiles/profiles.ts";
import type { Target } from "../compiler/targets/target.ts";
import { defaultTarget } from "../compiler/targets/targets.ts";
import { patchWarnings } from "../compiler/verify/verify-manifest.ts";
import { checkedPipeline, manifestObjects, rawProblemsOf } from "./front.ts";
import { loadProfile } from "./load-profile.ts";
import { ProblemError } from "./problem-error.ts";

/** What a pipeline is compiled for. */
export interface ProblemsOptions {
  readonly target?: Target;
  readonly profile?: FullProfile;
}

export interface PipelineProblems {
  readonly problems: readonly Diagnostic[];
  /** Absent when there are errors. */
  readonly plan: Plan | undefined;
}

/** Everything wrong with a pipeline up to its manifest: rules, files, and whether the code of every image can be bundled. */
export async function pipelineProblems(
  file: string,
  { target = defaultTarget, profile }: ProblemsOptions = {},
): Promise<PipelineProblems> {
  try {
    const pipeline = await checkedPipeline(file, profile ?? (await loadProfile(undefined, file)));
    const objects = await manifestObjects(pipeline, { given: { texts: new Map(), values: new Map() }, complete: false, target });
    const { plan, warnings } = pipeline;
    const byHand = await rawProblemsOf(plan, objects);
    return { problems: [...warnings, ...patchWarnings(plan, objects, target), ...byHand], plan };
  } catch (error) {
    if (error instanceof ProblemError) return { problems: error.diagnostics, plan: undefined };
    throw error;
  }
}
