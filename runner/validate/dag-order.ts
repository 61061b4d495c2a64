import type { DAGTask } from "../../compiler/argo/model.generated.ts";
import { dependsOnAll, parseDepends } from "../../compiler/expression/depends.ts";
import { refuse } from "./refusal.ts";

/** What a task waits for. */
interface Waiting {
  readonly names: readonly string[];
  /** Those that have to be loops. */
  readonly loops: readonly string[];
  /** What is wrong with the results that it asks for; the names count all the same. */
  readonly wrong: string | undefined;
}

/** Which tasks of a DAG come before which. */
export class DagOrder {
  /** So that each stands behind what it waits for; those that wait for nothing as they are written. */
  readonly tasks: readonly DAGTask[];
  readonly #byName: ReadonlyMap<string, DAGTask>;
  readonly #waiting = new Map<DAGTask, Waiting>();

  /** Refuses names that come twice, unknown ones in `depends`, and tasks that wait for one another in a circle. */
  constructor(tasks: readonly DAGTask[]) {
    this.#byName = new Map(tasks.map((task) => [task.name, task]));
    if (this.#byName.size < tasks.length) refuse(`duplicated nodeName ${firstTwice(tasks)}`);
    for (const task of tasks)
      for (const name of this.waiting(task).names) if (!this.#byName.has(name)) refuse(`invalid dependency ${name}`);
    this.tasks = this.#sorted(tasks);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  task(name: string): DAGTask | undefined {
    return this.#byName.get(name);
  }

  waiting(task: DAGTask): Waiting {
    const known = this.#waiting.get(task);
    if (known !== undefined) return known;
    const made = readWaiting(task);
    this.#waiting.set(task, made);
    return made;
  }

  /** Whether one task waits for another, be it by way of others. */
  isBefore(name: string, task: DAGTask): boolean {
    const met = new Set(this.waiting(task).names);
    if (met.has(name)) return true;
    for (const other of met)
      for (const further of this.waiting(this.#byName.get(other) as DAGTask).names) {
        if (further === name) return true;
        met.add(further);
      }
    return false;
  }

  #sorted(tasks: readonly DAGTask[]): readonly DAGTask[] {
    const missing = new Map(tasks.map((task) => [task, this.waiting(task).names.length]));
    const followers = new Map<DAGTask, DAGTask[]>(tasks.map((task) => [task, []]));
    for (const task of tasks)
      for (const name of this.waiting(task).names) followers.get(this.#byName.get(name) as DAGTask)?.push(task);
    const sorted = tasks.filter((task) => missing.get(task) === 0);
    for (const task of sorted) {
      for (const follower of followers.get(task) ?? []) {
        const left = (missing.get(follower) ?? 0) - 1;
        missing.set(follower, left);
        if (left === 0) sorted.push(follower);
      }
    }
    return sorted.length < tasks.length ? refuse("graph with cycle") : sorted;
  }
}

function readWaiting({ depends, dependencies = [] }: DAGTask): Waiting {
  if (!depends) return { ...dependsOnAll(dependencies), wrong: undefined };
  try {
    return { ...parseDepends(depends), wrong: undefined };
  } catch (error) {
    const { names } = parseDepends(depends.replaceAll(/([a-zA-Z0-9][-a-zA-Z0-9]*?)\.[A-Z][a-zA-Z]+/g, "$1"));
    return { names, loops: [], wrong: (error as Error).message };
  }
}

function firstTwice(tasks: readonly DAGTask[]): string {
  const seen = new Set<string>();
  for (const { name } of tasks) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return "";
}
