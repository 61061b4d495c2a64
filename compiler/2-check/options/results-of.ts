import type { Results } from "../../../dsl/nodes/pipeline-node.ts";
import type { Place } from "../../../dsl/place.ts";
import type { Plan, PlanStep } from "../../plan/plan.ts";
import { stepsOf } from "../../plan/visit-plan.ts";

/** What a body returns. */
export interface BodyResults {
  /** Whose body it is, to begin a sentence. */
  readonly owner: string;
  readonly results: Results;
  readonly at: Place | undefined;
}

/** What every body of a plan returns, the plan's own too. */
export const resultsOf = (plan: Plan): readonly BodyResults[] => [
  { owner: `Pipeline "${plan.name}"`, results: plan.results, at: plan.at },
  ...stepsOf(plan).flatMap(ofStep),
];

function ofStep(step: PlanStep): readonly BodyResults[] {
  const owner = `The body of "${step.name}"`;
  switch (step.kind) {
    case "when":
      return step.branches.map(({ results, at }) => ({ owner, results, at: at ?? step.at }));
    case "for-each":
    case "repeat":
      return [{ owner, results: step.results, at: step.at }];
    default:
      return [];
  }
}
