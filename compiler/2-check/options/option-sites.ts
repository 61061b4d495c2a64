import type { Place } from "../../../dsl/place.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { Plan, PlanTask } from "../../plan/plan.ts";
import { tasksOf } from "../../plan/visit-plan.ts";

/** A place where options of tasks are said. */
export interface OptionSite {
  /** Whose they are, to begin a sentence: `Task "train"`. */
  readonly owner: string;
  readonly options: TaskOptions;
  readonly at: Place | undefined;
  readonly task: PlanTask | undefined;
}

/** Each place once: what all tasks inherit is judged where it is said, not at every task. */
export function optionSites(plan: Plan): readonly OptionSite[] {
  const { name, defaults, profile, at } = plan;
  return [
    { owner: `The defaults of profile "${profile.name}"`, options: profile.defaults ?? {}, at: undefined, task: undefined },
    { owner: `The defaults of pipeline "${name}"`, options: defaults, at, task: undefined },
    ...tasksOf(plan).map((task) => ownSite(task, task.ownOptions)),
  ];
}

/** What holds for each task in the end, for laws about options that go together. */
export const mergedSites = (plan: Plan): readonly (OptionSite & { readonly task: PlanTask })[] =>
  tasksOf(plan).map((task) => ({ ...ownSite(task, task.options), task }));

const ownSite = (task: PlanTask, options: TaskOptions): OptionSite => ({
  owner: `Task "${task.name}"`,
  options,
  at: task.optionsAt ?? task.at,
  task,
});
