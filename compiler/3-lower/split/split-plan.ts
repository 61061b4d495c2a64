import type { ArgNode } from "../../../dsl/nodes/pipeline-node.ts";
import type { PlanDigests } from "../../plan/digests.ts";
import type { Plan, PlanStep } from "../../plan/plan.ts";
import { refArg } from "../../plan/visit-plan.ts";
import { splitBody } from "./split-body.ts";

/** A plan, and those that it calls, in which no body is longer than one DAG takes. */
export function splitPlan(plan: Plan, digestsOf: DigestsOf): Plan {
  return split(plan, { digestsOf, known: new Map() });
}

type DigestsOf = (plan: Plan) => PlanDigests;

interface Splitting {
  readonly digestsOf: DigestsOf;
  readonly known: Map<Plan, Plan>;
}

function split(plan: Plan, splitting: Splitting): Plan {
  const { digestsOf, known } = splitting;
  const done = known.get(plan);
  if (done !== undefined) return done;
  const digests = digestsOf(plan);
  const inside = (steps: readonly PlanStep[]) => steps.map((step) => splitStep(step, digests, splitting));
  const steps = splitBody(inside(plan.steps), Object.values(plan.results), digests);
  // all handlers stand in one body, which is split where they are put together
  const exits = plan.exits.map((exit) => ({ ...exit, steps: inside(exit.steps) }));
  const made = Object.freeze({ ...plan, steps, exits });
  known.set(plan, made);
  return made;
}

/** A step whose bodies are split; the step itself when nothing in it is too long. */
function splitStep(step: PlanStep, digests: PlanDigests, splitting: Splitting): PlanStep {
  const body = (steps: readonly PlanStep[], ends: readonly ArgNode[]) =>
    splitBody(
      steps.map((one) => splitStep(one, digests, splitting)),
      ends,
      digests,
    );
  switch (step.kind) {
    case "task":
      return step.exit === undefined ? step : { ...step, exit: { ...step.exit, steps: body(step.exit.steps, []) } };
    case "call":
      return { ...step, pipeline: split(step.pipeline, splitting) };
    case "when":
      return {
        ...step,
        branches: step.branches.map((branch) => ({
          ...branch,
          steps: body(branch.steps, Object.values(branch.results)),
        })),
      };
    case "for-each":
      return { ...step, steps: body(step.steps, Object.values(step.results)) };
    case "repeat": {
      return { ...step, steps: body(step.steps, [...Object.values(step.results), refArg(step.until)]) };
    }
    case "group":
      return step;
  }
}
