import { problem } from "../../diagnostics/problem.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** The body of `when` and `forEach` has a task: the API server refuses an empty DAG. */
export const bodyWithoutTasks: Rule = (plan) =>
  [...allSteps(plan.steps)]
    .filter((step) => step.kind !== "task" && step.steps.length === 0)
    .map(({ name, at }) => problem("body-without-tasks", { step: name }, { at }));
