import type { Place } from "../../../dsl/place.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { Plan, PlanTask } from "../../plan/plan.ts";
import { stepsOf, tasksOf } from "../../plan/visit-plan.ts";

/** A place where options of tasks are said. */
export interface OptionSite {
  /** Whose they are, to begin a sentence: `Task "train"`. */
  readonly owner: string;
  readonly options: TaskOptions;
  readonly at: Place | undefined;
  readonly task: PlanTask | undefined;
}

/** The place of a task. */
export type TaskSite = OptionSite & { readonly task: PlanTask };

/** Each place where something is said, once: what all tasks inherit is judged where it is said, not at every task. */
export const optionSites = (plan: Plan): readonly OptionSite[] => sitesOf(plan).said;

/** What holds for each task in the end, for laws about options that go together and about the task itself. */
export const mergedSites = (plan: Plan): readonly TaskSite[] => sitesOf(plan).merged;

/** The same, once for all tasks that say nothing of their own: for laws that look at the options alone. */
export const distinctSites = (plan: Plan): readonly TaskSite[] => sitesOf(plan).distinct;

interface Sites {
  readonly said: readonly OptionSite[];
  readonly merged: readonly TaskSite[];
  readonly distinct: readonly TaskSite[];
}

/** Some seventy laws ask for the same places of a plan that never changes. */
const known = new WeakMap<Plan, Sites>();

function sitesOf(plan: Plan): Sites {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const sites = findSites(plan);
  known.set(plan, sites);
  return sites;
}

function findSites(plan: Plan): Sites {
  const { name, defaults, profile, at } = plan;
  const tasks = tasksOf(plan);
  const said: readonly OptionSite[] = [
    { owner: `The defaults of profile "${profile.name}"`, options: profile.defaults ?? {}, at: undefined, task: undefined },
    { owner: `The defaults of pipeline "${name}"`, options: defaults, at, task: undefined },
    ...stepsOf(plan).flatMap((step) =>
      step.kind === "call"
        ? [{ owner: `Step "${step.name}"`, options: step.ownOptions, at: step.optionsAt ?? step.at, task: undefined }]
        : [],
    ),
    ...tasks.map((task) => siteOf(task, task.ownOptions)),
  ];
  const merged = tasks.map((task) => siteOf(task, task.options)).filter(saysSomething);
  const first = new Map<string, Map<TaskOptions, TaskSite>>();
  for (const site of merged) {
    const { kind } = site.task.component.work;
    const ofKind = first.get(kind) ?? new Map<TaskOptions, TaskSite>();
    if (!ofKind.has(site.options)) first.set(kind, ofKind.set(site.options, site));
  }
  return { said: said.filter(saysSomething), merged, distinct: [...first.values()].flatMap((ofKind) => [...ofKind.values()]) };
}

function saysSomething({ options, task }: OptionSite): boolean {
  for (const _option in options) return true;
  return task !== undefined && Object.keys(task.env).length > 0;
}

const siteOf = (task: PlanTask, options: TaskOptions): TaskSite => ({
  owner: `Task "${task.name}"`,
  options,
  at: task.optionsAt ?? task.at,
  task,
});
