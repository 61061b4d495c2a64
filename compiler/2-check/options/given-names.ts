import type { Place } from "../../../dsl/place.ts";
import type { Plan } from "../../plan/plan.ts";
import { stepsOf } from "../../plan/visit-plan.ts";

/** A name that an author gives to a step. */
export interface GivenName {
  readonly name: string;
  readonly at: Place | undefined;
}

/** The names that a pipeline's author gives to tasks and calls, in the order of writing. */
export const givenNamesOf = (plan: Plan): readonly GivenName[] =>
  stepsOf(plan).flatMap((step) => {
    if (step.kind !== "task" && step.kind !== "call") return [];
    const { name } = step.ownOptions;
    return name === undefined ? [] : [{ name, at: step.optionsAt ?? step.at }];
  });
