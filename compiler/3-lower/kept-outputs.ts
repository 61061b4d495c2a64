import type { Template } from "../argo/model.generated.ts";
import type { Plan, StepId } from "../plan/plan.ts";
import { allSteps, innerArgs, ownArgs, refsOf, stepsOf } from "../plan/visit-plan.ts";

/** Outputs of tasks that exit handlers read: by task and output, the name that they have in the whole run. */
export type KeptOutputs = ReadonlyMap<StepId, ReadonlyMap<string, string>>;

/** The outputs that the exit handlers of a pipeline read. Hooks of tasks need no such names. */
export function keptOutputs(plan: Plan): KeptOutputs {
  const names = new Map(stepsOf(plan).map(({ id, name }) => [id, name]));
  const handlers = new Set(plan.exits.map(({ id }) => id));
  const kept = new Map<StepId, Map<string, string>>();
  const args = plan.exits.flatMap(({ steps }) => [...allSteps(steps)]).flatMap((step) => [...ownArgs(step), ...innerArgs(step)]);
  for (const ref of args.flatMap(refsOf)) {
    if (ref.kind !== "left" || !handlers.has(ref.scope)) continue;
    const known = kept.get(ref.task) ?? new Map<string, string>();
    kept.set(ref.task, known.set(ref.output, keptName(names.get(ref.task) ?? "", ref.output)));
  }
  return kept;
}

/** No two tasks are called the same, and no output has a hyphen. */
export const keptName = (task: string, output: string): string => `${task}-${output}`;

/** A pod's template whose outputs are known to the whole run. What a failed pod has written is known, too. */
export function withGlobalNames<T extends Omit<Template, "name">>(
  template: T,
  names: ReadonlyMap<string, string> | undefined,
): T {
  const parameters = template.outputs?.parameters;
  if (names === undefined || parameters === undefined) return template;
  const named = parameters.map((parameter) => {
    const globalName = names.get(parameter.name);
    return globalName === undefined ? parameter : { ...parameter, globalName };
  });
  return { ...template, outputs: { ...template.outputs, parameters: named } };
}
