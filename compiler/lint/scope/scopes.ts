import { recordOf } from "../../argo/yaml/json.ts";
import { STRING_MAP } from "../../expression/go/go-type.ts";
import type { ArgoObject } from "../manifest/argo-object.ts";
import type { Project } from "../manifest/project.ts";
import { TaskOrder } from "../manifest/task-order.ts";
import type { TaskView } from "../manifest/task-view.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import { exitVariables, globalVariables } from "./global-variables.ts";
import { itemVariables, ownVariables, taskFacts } from "./template-variables.ts";
import { joined, noVariables, type Variables } from "./variables.ts";

/** Which variables there are, place by place, in one object. */
export class Scopes {
  readonly globals: Variables;
  readonly #object: ArgoObject;
  readonly #project: Project;
  readonly #orders = new Map<TemplateView, TaskOrder>();
  readonly #facts = new Map<TaskView, Variables>();
  readonly #fromEntry: ReadonlySet<TemplateView>;

  constructor(object: ArgoObject, project: Project) {
    this.#object = object;
    this.#project = project;
    this.globals = globalVariables(object, project);
    this.#fromEntry = calledFrom(object.spec["entrypoint"], object, project);
  }

  order(template: TemplateView): TaskOrder {
    const known = this.#orders.get(template) ?? new TaskOrder(template);
    this.#orders.set(template, known);
    return known;
  }

  /** In the template itself: globals, inputs, what its pod knows; `outer` is what the task around an inline template may name. */
  template(template: TemplateView, outer: Variables = noVariables): Variables {
    const failures = this.#mayReadFailures(template) ? exitVariables : noVariables;
    return joined(ownVariables(template), outer, this.globals, failures);
  }

  /** In a task: the template's own variables, the loop's item, and what has ended before. */
  task(template: TemplateView, task: TaskView, around: Variables): Variables {
    const order = this.order(template);
    const ended = this.#tasks(template, task.root, (name) => order.isBefore(name, task));
    const item = itemVariables(task);
    return item === undefined ? joined(around, ended) : joined(item, around, ended);
  }

  /** In a hook of a task: the same, and the task itself. */
  hook(template: TemplateView, task: TaskView, ofTask: Variables): Variables {
    return joined(
      ofTask,
      this.#tasks(template, task.root, (name) => name === task.name),
    );
  }

  /** In the outputs of a dag or steps template: all its tasks. */
  outputs(template: TemplateView, around: Variables): Variables {
    const [first] = template.tasks;
    return first === undefined
      ? around
      : joined(
          around,
          this.#tasks(template, first.root, () => true),
        );
  }

  /** What others may name of a task: `status`, `outputs.parameters.x`. */
  facts(task: TaskView): Variables {
    const known = this.#facts.get(task);
    if (known !== undefined) return known;
    const callee = this.#project.callee(this.#object, task.body, task.inline);
    const facts = taskFacts(callee.kind === "template" ? callee.template : undefined, task.loops.length > 0);
    this.#facts.set(task, facts);
    return facts;
  }

  #tasks(template: TemplateView, root: "tasks" | "steps", isSeen: (name: string) => boolean): Variables {
    const order = this.order(template);
    const find = (name: string): { readonly facts: Variables; readonly rest: string } | undefined => {
      const [, word, task = "", rest = ""] = /^(\w+)\.([^.]+)(?:\.(.+))?$/.exec(name) ?? [];
      const found = word === root && isSeen(task) ? order.task(task) : undefined;
      return found === undefined ? undefined : { facts: this.facts(found), rest };
    };
    return {
      typeOf: (name) => {
        if (name === root) return STRING_MAP;
        const found = find(name);
        return found === undefined || found.rest === "" ? found && STRING_MAP : found.facts.typeOf(found.rest);
      },
      has: (name) => {
        const found = find(name);
        return found?.facts.has(found.rest) ?? false;
      },
      names: () =>
        order
          .names()
          .filter(isSeen)
          .flatMap((name) =>
            this.facts(order.task(name) as TaskView)
              .names()
              .map((fact) => `${root}.${name}.${fact}`),
          ),
    };
  }

  #mayReadFailures(template: TemplateView): boolean {
    if (this.#fromEntry.has(template)) return false;
    const { kind, spec } = this.#object;
    return kind.endsWith("Template") || spec["onExit"] !== undefined || spec["hooks"] !== undefined;
  }
}

/** The templates that a run reaches from one of them. */
export function calledFrom(name: unknown, object: ArgoObject, project: Project): ReadonlySet<TemplateView> {
  const found = new Set<TemplateView>();
  const first = typeof name === "string" ? project.templateOf(object, name) : undefined;
  const left = first?.kind === "template" ? [first.template] : [];
  for (let template = left.pop(); template !== undefined; template = left.pop()) {
    if (found.has(template)) continue;
    found.add(template);
    for (const task of template.tasks) {
      const calls = [task.body, ...Object.values(recordOf(task.body["hooks"])).map(recordOf)];
      for (const [index, call] of calls.entries()) {
        const callee = project.callee(object, call, index === 0 ? task.inline : undefined);
        if (callee.kind === "template") left.push(callee.template);
      }
    }
  }
  return found;
}
