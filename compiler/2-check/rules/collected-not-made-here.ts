import { problem } from "../../diagnostics/problem.ts";
import { makersOf } from "../../plan/makers.ts";
import type { PlanStep, StepId } from "../../plan/plan.ts";
import { allSteps, sourcesOf } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/**
 * An artifact that a loop collects is made by a task of its body, which is told where to keep the one of its item. Of one that comes from outside
 * altogether `result-from-outside` speaks.
 */
export const collectedNotMadeHere: Rule = (plan) =>
  forEachOf(plan).flatMap((loop) => {
    const inside = new Map<StepId, PlanStep>([...allSteps(loop.steps)].map((step) => [step.id, step]));
    return Object.entries(loop.results)
      .filter(
        ([, arg]) =>
          arg.kind === "artifact" &&
          !arg.artifact.type.endsWith("[]") &&
          sourcesOf(arg).every((id) => inside.has(id)) &&
          !makersOf(arg.artifact, inside).isWhole,
      )
      .map(([result]) => problem("collected-not-made-here", { result, loop: loop.name }, { at: loop.at }));
  });
