import { neededDigests } from "../plan/digests.ts";
import type { Plan } from "../plan/plan.ts";
import type { DagOutputs } from "./dag.ts";
import { namesOf } from "./names-of.ts";
import { resultOutputs } from "./results.ts";
import { rootScope } from "./scope.ts";
import { splitPlan } from "./split/split-plan.ts";

/** What the body of a pipeline returned, in the words of the entry DAG that it is lowered to. No manifest has it: a run has no outputs. */
export function pipelineResults(whole: Plan): DagOutputs {
  const plan = splitPlan(whole, neededDigests(whole));
  const params = new Map(plan.params.map((param) => [param.name, param]));
  return resultOutputs(plan.results, rootScope(plan.steps, params, namesOf(plan)));
}
