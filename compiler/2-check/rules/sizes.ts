import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { PlanStep } from "../../plan/plan.ts";
import { allSteps } from "../../plan/visit-plan.ts";
import type { Rule } from "../check.ts";

/** The full CRD's own limit for the tasks of one DAG template. */
const maxTasks = 200;

/** A body has 1 to 200 steps: the API server refuses an empty DAG and one of more than 200 tasks. */
export const sizes: Rule = (plan) => {
  const found: Diagnostic[] = [];
  if (plan.steps.length === 0) {
    found.push(
      diagnostic({
        code: "pipeline-without-tasks",
        message: `Pipeline "${plan.name}" has no task.`,
        at: plan.at,
        help: "Call a component in its body.",
      }),
    );
  }
  const bodies: readonly { readonly steps: readonly PlanStep[]; readonly what: string; readonly at: Diagnostic["at"] }[] = [
    { steps: plan.steps, what: `Pipeline "${plan.name}"`, at: plan.at },
    ...[...allSteps(plan.steps)].flatMap((step) =>
      step.kind === "task" ? [] : [{ steps: step.steps, what: `"${step.name}"`, at: step.at }],
    ),
  ];
  for (const { steps, what, at } of bodies) {
    if (steps.length > maxTasks) {
      found.push(
        diagnostic({
          code: "too-many-tasks",
          message: `${what} has ${steps.length} steps in one body; Argo takes ${maxTasks}.`,
          at,
          help: "Use forEach(...) for repeated work, or split the pipeline.",
        }),
      );
    }
  }
  for (const step of allSteps(plan.steps)) {
    if (step.kind !== "task" && step.steps.length === 0) {
      found.push(
        diagnostic({
          code: "body-without-tasks",
          message: `The body of "${step.name}" has no task.`,
          at: step.at,
          help: "Call a component in it, or leave it out.",
        }),
      );
    }
  }
  return found;
};
