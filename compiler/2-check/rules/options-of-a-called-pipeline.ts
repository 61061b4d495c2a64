import { problem } from "../../diagnostics/problem.ts";
import { stepsOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** A run is one pipeline's: what a called one says of runs is not heard. */
export const optionsOfACalledPipeline: Rule = (plan) =>
  stepsOf(plan).flatMap((step) => {
    if (step.kind !== "call" || Object.keys(step.pipeline.ownOptions).length === 0) return [];
    const words = { pipeline: step.pipeline.name, caller: plan.name, options: Object.keys(step.pipeline.ownOptions).join(", ") };
    return [problem("options-of-a-called-pipeline", words, { at: step.at })];
  });
