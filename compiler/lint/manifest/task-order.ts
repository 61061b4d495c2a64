import { listOf, textOf } from "../../argo/yaml/json.ts";
import { type Depends, dependsOnAll, parseDepends } from "../../expression/depends.ts";
import type { TaskView } from "./task-view.ts";
import type { TemplateView } from "./template-view.ts";

/** Which tasks of a dag or steps template end before which. */
export class TaskOrder {
  readonly #byName = new Map<string, TaskView>();
  readonly #tasks: readonly TaskView[];
  readonly #numbers = new Map<string, number>();
  readonly #numberOf = new Map<TaskView, number>();
  readonly #parentsOf: (readonly number[] | undefined)[] = [];
  readonly #marks: Int32Array;
  #walk = 0;
  readonly #depends = new Map<TaskView, Depends | string>();

  constructor(template: TemplateView) {
    this.#tasks = template.tasks;
    this.#marks = new Int32Array(template.tasks.length);
    for (const [number, task] of template.tasks.entries()) {
      this.#numberOf.set(task, number);
      if (task.name === undefined || this.#byName.has(task.name)) continue;
      this.#byName.set(task.name, task);
      this.#numbers.set(task.name, number);
    }
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

  /** Whether the task of a name has ended when another one starts. Of a cycle every task comes before every other. */
  isBefore(name: string, task: TaskView): boolean {
    if (task.kind === "step") {
      const other = this.#byName.get(name);
      return other !== undefined && other.group < task.group;
    }
    if (this.parents(task).includes(name)) return true;
    const wanted = this.#numbers.get(name);
    const own = this.#numberOf.get(task);
    return wanted !== undefined && own !== undefined && this.#reaches(own, wanted);
  }

  /** Walks back from a task; marks of earlier walks are told apart by their number, so that nothing has to be made anew. */
  #reaches(from: number, wanted: number): boolean {
    this.#walk += 1;
    const left = [from];
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      for (const parent of this.#parentNumbers(at)) {
        if (parent === wanted) return true;
        if (this.#marks[parent] === this.#walk) continue;
        this.#marks[parent] = this.#walk;
        left.push(parent);
      }
    }
    return false;
  }

  #parentNumbers(number: number): readonly number[] {
    const known = this.#parentsOf[number];
    if (known !== undefined) return known;
    const names = this.parents(this.#tasks[number] as TaskView);
    const made = names.flatMap((name) => this.#numbers.get(name) ?? []);
    this.#parentsOf[number] = made;
    return made;
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
