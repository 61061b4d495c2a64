import type { DAGTask, LifecycleHook, Template } from "../../argo/model.generated.ts";

/** What calls a template: a task, or the hook of one. */
type Caller = Pick<DAGTask | LifecycleHook, "template" | "templateRef">;

/** The templates of the same object that a template calls, each once. */
export function calledTemplates({ dag }: Template): readonly string[] {
  const names = (dag?.tasks ?? []).flatMap((task) => [
    ...nameOf(task),
    ...Object.values(task.hooks ?? {}).flatMap((hook) => nameOf(hook)),
  ]);
  return [...new Set(names)];
}

const nameOf = ({ template }: Caller): readonly string[] => (template === undefined ? [] : [template]);

/** A template whose calls of what is not beside it name the object that has it. */
export function withRefs(template: Template, isBeside: (name: string) => boolean, homeOf: (name: string) => string): Template {
  const { dag } = template;
  if (dag === undefined || calledTemplates(template).every(isBeside)) return template;
  const refer = <C extends Caller>(caller: C): C => {
    const { template: name, ...others } = caller;
    if (name === undefined || isBeside(name)) return caller;
    return renamed(others, { name: homeOf(name), template: name }) as C;
  };
  const tasks = dag.tasks!.map((task) => {
    const called = refer(task);
    if (called.hooks === undefined) return called;
    return { ...called, hooks: Object.fromEntries(Object.entries(called.hooks).map(([name, hook]) => [name, refer(hook)])) };
  });
  return { ...template, dag: { ...dag, tasks } };
}

/** The reference where the name stood: after the name of the task. */
function renamed(caller: object, templateRef: NonNullable<Caller["templateRef"]>): object {
  const { name, ...others } = caller as { readonly name?: string };
  return { ...(name !== undefined && { name }), templateRef, ...others };
}
