import { type Depends, dependsOnAll, parseDepends } from "../../expression/depends.ts";
import { listOf, textOf } from "../yaml/json.ts";
import type { TaskView } from "./task-view.ts";
import type { TemplateView } from "./template-view.ts";

/** Which tasks of a dag or steps template end before which. */
export class TaskOrder {
  readonly #byName = new Map<string, TaskView>();
  readonly #ancestors = new Map<TaskView, ReadonlySet<string>>();
  readonly #depends = new Map<TaskView, Depends | string>();

  constructor(template: TemplateView) {
    for (const task of template.tasks)
      if (task.name !== undefined && !this.#byName.has(task.name)) this.#byName.set(task.name, task);
  }

  /** The task or step of a name. */
  task(name: string): TaskView | undefined {
    return this.#byName.get(name);
  }

  names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** What a task's `depends` or `dependencies` say; a text is what is wrong with them. */
  depends(task: TaskView): Depends | string {
    const known = this.#depends.get(task);
    if (known !== undefined) return known;
    const made = readDepends(task);
    this.#depends.set(task, made);
    return made;
  }

  /** The names of the tasks that a task waits for itself. */
  parents(task: TaskView): readonly string[] {
    const depends = this.depends(task);
    return typeof depends === "string" ? [] : depends.names;
  }

  /** Whether the task of a name has ended when another one starts. */
  isBefore(name: string, task: TaskView): boolean {
    if (task.kind === "step") {
      const other = this.#byName.get(name);
      return other !== undefined && other.group < task.group;
    }
    return this.parents(task).includes(name) || this.ancestors(task).has(name);
  }

  /** All tasks of a DAG that end before one of them starts. Of a cycle, all its tasks. */
  ancestors(task: TaskView): ReadonlySet<string> {
    const known = this.#ancestors.get(task);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const left = [...this.parents(task)];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      const parent = this.#byName.get(name);
      if (parent !== undefined) left.push(...this.parents(parent));
    }
    this.#ancestors.set(task, found);
    return found;
  }
}

function readDepends({ body }: TaskView): Depends | string {
  const text = textOf(body["depends"]);
  if (text === undefined) return dependsOnAll(listOf(body["dependencies"]).flatMap((name) => textOf(name) ?? []));
  try {
    return parseDepends(text);
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}
