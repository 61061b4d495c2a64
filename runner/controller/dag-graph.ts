import type { DAGTask, DAGTemplate } from "../../compiler/argo/model.generated.ts";
import { parseDepends } from "../../compiler/expression/depends.ts";

/** The shape of a DAG: who waits for whom, and which tasks run at all. */
export interface DagGraph {
  readonly tasks: ReadonlyMap<string, DAGTask>;
  /** The tasks that each one names in its `depends`. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** Tasks that decide the DAG's phase: those named as target, else those nobody waits for. */
  readonly targets: readonly string[];
  /** Targets and everything that they need, in the order in which Argo starts them: targets by name, what they need before them. */
  readonly order: readonly string[];
}

/** @throws Error for an unknown task, a circle, or a `depends` that can't be read */
export function dagGraph(dag: DAGTemplate): DagGraph {
  const tasks = new Map(dag.tasks.map((task) => [task.name, task]));
  const parents = new Map(dag.tasks.map((task) => [task.name, parentsOf(task, tasks)]));
  const children = new Map<string, string[]>(dag.tasks.map(({ name }) => [name, []]));
  for (const [name, of] of parents) for (const parent of of) children.get(parent)!.push(name);
  const targets =
    dag.target === undefined
      ? dag.tasks.map(({ name }) => name).filter((name) => children.get(name)!.length === 0)
      : dag.target.trim().split(/\s+/);
  return { tasks, parents, children, targets, order: startOrder([...targets].sort(), parents) };
}

function parentsOf(task: DAGTask, tasks: ReadonlyMap<string, DAGTask>): readonly string[] {
  const names = task.depends !== undefined ? parseDepends(task.depends).names : (task.dependencies ?? []);
  for (const name of names)
    if (!tasks.has(name)) throw new Error(`task "${task.name}" depends on "${name}", which is no task beside it`);
  return [...new Set(names)];
}

function startOrder(targets: readonly string[], parents: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (name: string): void => {
    if (!parents.has(name)) throw new Error(`target "${name}" is no task`);
    if (state.get(name) === "done") return;
    if (state.get(name) === "open") throw new Error(`the tasks around "${name}" wait for each other in a circle`);
    state.set(name, "open");
    for (const parent of [...parents.get(name)!].sort()) visit(parent);
    state.set(name, "done");
    order.push(name);
  };
  for (const target of targets) visit(target);
  return order;
}
