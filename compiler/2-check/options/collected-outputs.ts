import type { Results } from "../../../dsl/nodes/pipeline-node.ts";
import type { Plan, StepId } from "../../plan/plan.ts";
import { stepsOf } from "../../plan/visit-plan.ts";

/** By task, the artifacts that a loop around it collects. */
export function collectedOutputs(plan: Plan): ReadonlyMap<StepId, ReadonlySet<string>> {
  const found = new Map<StepId, Set<string>>();
  const steps = new Map(stepsOf(plan).map((step) => [step.id, step]));
  const add = (results: Results): void => {
    for (const arg of Object.values(results)) {
      if (arg.kind !== "artifact") continue;
      const { artifact } = arg;
      if (artifact.kind === "output") found.set(artifact.task, (found.get(artifact.task) ?? new Set()).add(artifact.output));
      const when = artifact.kind === "merged" ? steps.get(artifact.scope) : undefined;
      if (artifact.kind !== "merged" || when?.kind !== "when") continue;
      for (const branch of when.branches) {
        const result = branch.results[artifact.result];
        if (result !== undefined) add({ [artifact.result]: result });
      }
    }
  };
  for (const step of steps.values()) if (step.kind === "for-each") add(step.results);
  return found;
}
