import type { ArtifactNode } from "../../../dsl/nodes/ref-node.ts";
import { problem } from "../../diagnostics/problem.ts";
import { makersOf } from "../../plan/makers.ts";
import type { PlanRepeat, PlanStep, StepId } from "../../plan/plan.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";
import { forEachOf } from "../for-each-of.ts";

/**
 * A loop keeps one artifact per item, at a place that every round of a repetition in it would write anew. What a round hands to the
 * next one is still being read then, so it can't be kept there.
 */
export const collectedState: Rule = (plan) =>
  forEachOf(plan).flatMap((loop) => {
    const inside = new Map<StepId, PlanStep>([...allSteps(loop.steps)].map((step) => [step.id, step]));
    const repeats = [...inside.values()].filter((step) => step.kind === "repeat");
    return Object.entries(loop.results).flatMap(([result, arg]) => {
      if (arg.kind !== "artifact") return [];
      const kept = makersOf(arg.artifact, inside).outputs.map(keyOf);
      const repeat = repeats.find((step) => handedOn(step, inside).some((one) => kept.includes(one)));
      return repeat === undefined
        ? []
        : [problem("collected-state", { result, loop: loop.name, repeat: repeat.name }, { at: loop.at })];
    });
  });

/** The outputs that a round hands to the next as artifacts. */
function handedOn(step: PlanRepeat, inside: ReadonlyMap<StepId, PlanStep>): readonly string[] {
  const nodes = Object.keys(step.start).flatMap((name): ArtifactNode[] => {
    const arg = step.results[name];
    return arg?.kind === "artifact" ? [arg.artifact] : [];
  });
  return nodes.flatMap((node) => makersOf(node, inside).outputs.map(keyOf));
}

const keyOf = ({ step, output }: { readonly step: StepId; readonly output: string }): string => `${step} ${output}`;
