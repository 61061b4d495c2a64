import { problem } from "../../diagnostics/problem.ts";
import { makersOf } from "../../plan/makers.ts";
import type { PlanStep, StepId } from "../../plan/plan.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/** An artifact that a loop collects is kept under a key of its item, which a template of somebody else's is not told. */
export const collectedWithoutKey: Rule = (plan) =>
  forEachOf(plan).flatMap((loop) => {
    const inside = new Map<StepId, PlanStep>([...allSteps(loop.steps)].map((step) => [step.id, step]));
    return Object.entries(loop.results).flatMap(([result, arg]) => {
      if (arg.kind !== "artifact") return [];
      const maker = makersOf(arg.artifact, inside)
        .outputs.map(({ step }) => inside.get(step))
        .find(
          (step) => step?.kind === "task" && (step.component.work.kind === "template-ref" || step.component.work.kind === "raw"),
        );
      return maker === undefined
        ? []
        : [problem("collected-without-key", { result, loop: loop.name, task: maker.name }, { at: maker.at })];
    });
  });
