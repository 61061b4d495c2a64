import type { Arguments, DAGTask, Template } from "../../compiler/argo/model.generated.ts";
import { checkArguments } from "./check-arguments.ts";
import { checkFieldNames, isParameter } from "./check-names.ts";
import { DagOrder } from "./dag-order.ts";
import { goJson } from "./go-json.ts";
import { KnownNames, resolveAll } from "./known-names.ts";
import { givenArguments } from "./process-arguments.ts";
import { inside, refuse } from "./refusal.ts";
import { addItem, addOutputs, isCollected, isLoop } from "./task-names.ts";
import type { TemplateBase } from "./template-base.ts";
import type { Validation } from "./validation.ts";

interface Around {
  readonly at: string;
  readonly base: TemplateBase;
  readonly names: KnownNames;
  readonly order: DagOrder;
  readonly validation: Validation;
}

/**
 * Looks at the tasks of a DAG, first at what each calls and waits for, then at its tags and arguments. `names` takes in the outputs of
 * all tasks: a controller finds out only at run time that one does not wait for the other.
 */
export function checkDag(template: Template, base: TemplateBase, names: KnownNames, validation: Validation): void {
  const at = `templates.${template.name ?? ""}`;
  const { tasks = [], target } = template.dag ?? {};
  if (template.activeDeadlineSeconds !== undefined) refuse(`${at}.activeDeadlineSeconds is only valid for leaf templates`);
  if (tasks.length === 0) refuse(`${at} must have at least one task`);
  const order = inside(`${at} sorting failed: `, () => new DagOrder(tasks));
  inside(`${at}.tasks`, () => checkFieldNames(order.tasks));
  const around: Around = { at, base, names, order, validation };
  const usesDepends = tasks.some((task) => Boolean(task.depends));
  const callees = new Map(order.tasks.map((task) => [task, checkWaiting(task, usesDepends, around)]));
  if (target) checkTarget(target, around);
  for (const task of order.tasks) checkReading(task, callees.get(task), around);
}

/** What a task calls, and what it waits for. */
function checkWaiting(task: DAGTask, usesDepends: boolean, { at, base, names, order, validation }: Around): Template | undefined {
  const waits = (task.dependencies?.length ?? 0) > 0;
  if ((usesDepends || waits) && /^\d/.test(task.name))
    refuse(`${at}.tasks.${task.name} name cannot begin with a digit when using either 'depends' or 'dependencies'`);
  if (usesDepends && waits) refuse(`${at} cannot use both 'depends' and 'dependencies' in the same DAG template`);
  if (usesDepends && task.continueOn !== undefined)
    refuse(`${at} cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'`);
  const callee = inside(`${at}.tasks.${task.name} `, () => validation.check(task, base, validation.anyArguments));
  addOutputs(names, `tasks.${task.name}`, callee, { collected: isCollected(task), validation });
  const { wrong, loops } = order.waiting(task);
  if (wrong !== undefined) refuse(`${at}.tasks.${task.name} ${wrong}`);
  for (const name of loops) {
    // The controller names the other task in both places.
    if (!isLoop(order.task(name) ?? {}))
      refuse(
        `${at}.tasks.${name} dependency '${name}' uses an items-based condition such as .AnySucceeded or .AllFailed but does not contain any items`,
      );
  }
  return callee;
}

/** Names of tasks, with one blank between them. */
function checkTarget(target: string, { at, names, order }: Around): void {
  inside(`${at}.targets `, () => resolveAll(target, names));
  for (const name of target.split(" "))
    if (!isParameter(name) && !order.has(name)) refuse(`${at}.targets: target '${name}' is not defined`);
}

/** The tags and arguments of a task. */
function checkReading(task: DAGTask, callee: Template | undefined, { at, base, names, order, validation }: Around): void {
  const place = `${at}.tasks.${task.name}`;
  if (task.hooks !== undefined) names.add(`tasks.${task.name}.status`);
  addOutputs(names, `tasks.${task.name}`, callee, { collected: false, validation });
  const statusOf = /^tasks\.([^.]+)\.status$/;
  const own = new KnownNames(
    (task.inline?.inputs?.parameters ?? []).map(({ name }) => `inputs.parameters.${name}`),
    { has: (name) => names.has(name) || order.isBefore(statusOf.exec(name)?.[1] ?? "", task) },
  );
  inside(`${place} `, () => addItem(own, task));
  inside(`${place} `, () => resolveAll(goJson(task, "task"), own));
  checkArguments(`${place}.arguments.`, task.arguments);
  inside(`${place} `, () => checkSources(task, task.arguments, order));
  inside(`${place} `, () => validation.check(task, base, givenArguments(task.arguments)));
}

/** An argument that begins with another task's output needs that task to come before. */
function checkSources(task: DAGTask, { parameters = [], artifacts = [] }: Arguments = {}, order: DagOrder): void {
  const check = (kind: string, name: string, text: string | undefined): void => {
    if (text?.startsWith("{{tasks.") !== true) return;
    const source = text.split(".")[1] ?? "";
    if (!order.isBefore(source, task)) refuse(`missing dependency '${source}' for ${kind} '${name}'`);
  };
  for (const { name, value } of parameters) check("parameter", name, value);
  for (const { name, from } of artifacts) check("artifact", name, from);
}
