import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { allBodies, type Body } from "../reads.ts";

/**
 * A body has a task: the API server refuses an empty DAG. A branch may have none when it gives something that was there before, as
 * long as another branch has one.
 */
export const bodyWithoutTasks: Rule = (plan) => {
  const bodies = allBodies(plan);
  const isFilled = (body: Body) => body.steps.length > 0;
  const isAlternative = (body: Body) =>
    body.kind === "when" && body.ends.length > 0 && bodies.some((other) => other.id === body.id && isFilled(other));
  return bodies
    .filter((body) => !isFilled(body) && !isAlternative(body))
    .map(({ name, at }) => problem("body-without-tasks", { step: name }, { at }));
};
