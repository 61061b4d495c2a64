import { type JsonRecord, type Path, recordOf, textOf } from "../../argo/yaml/json.ts";
import type { Subject } from "../subject.ts";
import { type Ports, portsOf } from "./ports.ts";
import type { TaskView } from "./task-view.ts";
import type { TemplateView } from "./template-view.ts";

/** A place where a template is named to be run: a task, a step, a hook, the entrypoint, the exit handler. */
export interface Call {
  readonly role: "task" | "hook" | "entrypoint" | "on-exit" | "task-on-exit" | "workflow-hook";
  /** As messages call it: `Task "train"`, `Hook "exit" of task "train"`, `The entrypoint`. */
  readonly label: string;
  readonly body: JsonRecord;
  readonly path: Path;
  readonly arguments: Ports;
  readonly task: TaskView | undefined;
  readonly inline: TemplateView | undefined;
}

/** Every call in an object. */
export function callsOf(subject: Subject): readonly Call[] {
  return subject.once(findCalls);
}

function findCalls({ object, templates, project }: Subject): readonly Call[] {
  const calls: Call[] = templates.flatMap(({ tasks }) => tasks.flatMap(callsOfTask));
  const { spec, specPath } = object;
  const ofWorkflow = portsOf(spec["arguments"], [...specPath, "arguments"]);
  for (const [field, role, label] of [
    ["entrypoint", "entrypoint", "The entrypoint"],
    ["onExit", "on-exit", "The exit handler"],
  ] as const) {
    const own = textOf(spec[field]);
    // What a workflow does not say itself, the template that it refers to does.
    const template = own || textOf(project.templatesOwner(object)?.spec[field]);
    if (template === undefined || template === "") continue;
    calls.push({
      role,
      label,
      body: { template },
      path: [...specPath, own ? field : "workflowTemplateRef"],
      arguments: ofWorkflow,
      task: undefined,
      inline: undefined,
    });
  }
  for (const [name, hook] of Object.entries(recordOf(spec["hooks"])))
    calls.push(
      hookCall("workflow-hook", `Hook "${name}" of the workflow`, recordOf(hook), [...specPath, "hooks", name], undefined),
    );
  return calls;
}

function callsOfTask(task: TaskView): readonly Call[] {
  const { label, body, path } = task;
  const of = label.replace(/^./, (first) => first.toLowerCase());
  const hooks = Object.entries(recordOf(body["hooks"])).map(([name, hook]) =>
    hookCall("hook", `Hook "${name}" of ${of}`, recordOf(hook), [...path, "hooks", name], task),
  );
  const onExit = textOf(body["onExit"]);
  const exit: readonly Call[] =
    onExit === undefined
      ? []
      : [hookCall("task-on-exit", `The exit handler of ${of}`, { template: onExit }, [...path, "onExit"], task)];
  return [{ role: "task", label, body, path, arguments: task.arguments, task, inline: task.inline }, ...hooks, ...exit];
}

function hookCall(role: Call["role"], label: string, body: JsonRecord, path: Path, task: TaskView | undefined): Call {
  return { role, label, body, path, arguments: portsOf(body["arguments"], [...path, "arguments"]), task, inline: undefined };
}
