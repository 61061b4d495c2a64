import type { Plan, PlanStep } from "../../plan/plan.ts";
import { refArg } from "../../plan/visit-plan.ts";
import { splitBody } from "./split-body.ts";

/** A plan, and those that it calls, in which no body is longer than one DAG takes. */
export function splitPlan(plan: Plan): Plan {
  return split(plan, new Map());
}

function split(plan: Plan, known: Map<Plan, Plan>): Plan {
  const done = known.get(plan);
  if (done !== undefined) return done;
  const inside = (steps: readonly PlanStep[]) => steps.map((step) => splitStep(step, known));
  const steps = splitBody(inside(plan.steps), Object.values(plan.results));
  // all handlers stand in one body, which is split where they are put together
  const exits = plan.exits.map((exit) => ({ ...exit, steps: inside(exit.steps) }));
  const made = Object.freeze({ ...plan, steps, exits });
  known.set(plan, made);
  return made;
}

/** A step whose bodies are split; the step itself when nothing in it is too long. */
function splitStep(step: PlanStep, known: Map<Plan, Plan>): PlanStep {
  const inside = (steps: readonly PlanStep[]) => steps.map((one) => splitStep(one, known));
  switch (step.kind) {
    case "task":
      return step.exit === undefined ? step : { ...step, exit: { ...step.exit, steps: splitBody(inside(step.exit.steps), []) } };
    case "call":
      return { ...step, pipeline: split(step.pipeline, known) };
    case "when":
      return {
        ...step,
        branches: step.branches.map((branch) => ({
          ...branch,
          steps: splitBody(inside(branch.steps), Object.values(branch.results)),
        })),
      };
    case "for-each":
      return { ...step, steps: splitBody(inside(step.steps), Object.values(step.results)) };
    case "repeat": {
      return { ...step, steps: splitBody(inside(step.steps), [...Object.values(step.results), refArg(step.until)]) };
    }
    case "group":
      return step;
  }
}
