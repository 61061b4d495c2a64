import type { DAGTask, LifecycleHook, Template } from "./model.generated.ts";

/** What calls a template: a task of a DAG, or the hook of one. */
export type Caller = Pick<DAGTask | LifecycleHook, "template" | "templateRef">;

/** Everything in a DAG that calls a template: its tasks and their hooks. */
export const callersIn = ({ dag }: Template): readonly Caller[] =>
  (dag?.tasks ?? []).flatMap((task) => [task, ...Object.values(task.hooks ?? {})]);

/** A template whose callers are changed, each by itself; one that is no DAG stays as it is. */
export function mapCallers(template: Template, change: <C extends Caller>(caller: C) => C): Template {
  const { dag } = template;
  if (dag?.tasks === undefined) return template;
  const tasks = dag.tasks.map((task) => {
    const changed = change(task);
    if (changed.hooks === undefined) return changed;
    return { ...changed, hooks: Object.fromEntries(Object.entries(changed.hooks).map(([name, hook]) => [name, change(hook)])) };
  });
  return { ...template, dag: { ...dag, tasks } };
}
