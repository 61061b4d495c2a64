import type { Place } from "../../../dsl/place.ts";
import { problem } from "../../diagnostics/problem.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** The full CRD's own limit for the tasks of one DAG template. */
const limit = 200;

interface Sized {
  readonly what: string;
  readonly count: number;
  readonly at: Place | undefined;
}

/** A body has at most 200 steps: the API server refuses a DAG of more. */
export const tooManyTasks: Rule = (plan) => {
  const bodies: readonly Sized[] = [
    { what: `Pipeline "${plan.name}"`, count: plan.steps.length, at: plan.at },
    ...[...allSteps(plan.steps)].flatMap((step) =>
      step.kind === "task" ? [] : [{ what: `"${step.name}"`, count: step.steps.length, at: step.at }],
    ),
  ];
  return bodies
    .filter(({ count }) => count > limit)
    .map(({ what, count, at }) => problem("too-many-tasks", { what, count, limit }, { at }));
};
