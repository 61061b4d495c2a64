import type { DAGTask, Parameter, Template } from "../argo/model.generated.ts";
import type { PlanForEach, PlanStep, PlanTask, PlanWhen } from "../plan/plan.ts";
import { conditionExpression, wireOfJson } from "./expression.ts";
import { itemKey, lowerLoop } from "./loop.ts";
import type { Lowering } from "./lowering.ts";
import { canonicalResult, collectedKey, innerScope, type Needs, type Scope, tag } from "./scope.ts";
import { lowerArguments, lowerTask, type OutputKeys } from "./task.ts";

const noKeys: OutputKeys = new Map();

/** For each task of a body, the keys of outputs that the loop around it collects. */
type KeysByTask = ReadonlyMap<number, OutputKeys>;

/** The steps of a body as tasks of a DAG. */
export function lowerBody(
  steps: readonly PlanStep[],
  scope: Scope,
  lowering: Lowering,
  keys: KeysByTask = new Map(),
): readonly DAGTask[] {
  return steps.map((step) => {
    const task = lowerStep(step, scope, lowering, keys);
    const { name, template, arguments: given, when, withItems, withSequence } = task;
    return {
      name,
      template: template!,
      ...(step.dependsOn.length > 0 && { depends: step.dependsOn.join(" && ") }),
      ...(when !== undefined && { when }),
      ...(given && { arguments: given }),
      ...(withItems && { withItems }),
      ...(withSequence && { withSequence }),
    };
  });
}

function lowerStep(step: PlanStep, scope: Scope, lowering: Lowering, keys: KeysByTask): DAGTask {
  switch (step.kind) {
    case "task":
      return lowerTask(step, scope, keys.get(step.id) ?? noKeys, lowering);
    case "when":
      return { ...lowerWhenBody(step, scope, lowering), when: tag(` ${conditionExpression(step.condition, scope.expression)} `) };
    case "for-each":
      return lowerForEach(step, scope, lowering);
  }
}

function lowerWhenBody(step: PlanWhen, scope: Scope, lowering: Lowering): DAGTask {
  const only = onlyTask(step.steps);
  if (only !== undefined) return lowerTask(only, scope, noKeys, lowering);
  const inner = innerScope(step.steps, lowering.plan.params, lowering.names);
  const tasks = lowerBody(step.steps, inner, lowering);
  return callBody(step.name, tasks, inner.needs, [], scope, lowering);
}

function lowerForEach(loop: PlanForEach, scope: Scope, lowering: Lowering): DAGTask {
  const { over, scope: itemScope } = lowerLoop(loop, scope);
  const only = onlyTask(loop.steps);
  if (only !== undefined) return { ...lowerTask(only, itemScope, ownKeys(loop, only, scope), lowering), ...over };

  const inner = innerScope(loop.steps, lowering.plan.params, lowering.names);
  const keys = new Map<number, Map<string, string>>();
  for (const [result, arg] of Object.entries(loop.results)) {
    if (arg.kind !== "artifact" || arg.artifact.kind !== "output" || canonicalResult(loop, result) !== result) continue;
    const input = `key_of_${result}`;
    inner.needs.parameters.set(input, () => `${collectedKey(scope.keyPrefix(), loop, result)}/${itemKey}`);
    const ofTask = keys.get(arg.artifact.task) ?? new Map<string, string>();
    keys.set(arg.artifact.task, ofTask.set(arg.artifact.output, `{{inputs.parameters.${input}}}`));
  }
  const tasks = lowerBody(loop.steps, inner, lowering, keys);
  return { ...callBody(loop.name, tasks, inner.needs, resultParameters(loop, inner, lowering), itemScope, lowering), ...over };
}

/** A body of one task is the task itself: N items are N pods and nothing else. */
function onlyTask(steps: readonly PlanStep[]): PlanTask | undefined {
  const [only] = steps;
  return steps.length === 1 && only?.kind === "task" ? only : undefined;
}

function ownKeys(loop: PlanForEach, task: PlanTask, scope: Scope): OutputKeys {
  const keys = new Map<string, string>();
  for (const [result, arg] of Object.entries(loop.results)) {
    if (
      arg.kind !== "artifact" ||
      arg.artifact.kind !== "output" ||
      arg.artifact.task !== task.id ||
      keys.has(arg.artifact.output)
    )
      continue;
    keys.set(arg.artifact.output, `${collectedKey(scope.keyPrefix(), loop, result)}/${itemKey}`);
  }
  return keys;
}

/** The values that a loop's body gives, as outputs of its DAG. */
function resultParameters(loop: PlanForEach, inner: Scope, lowering: Lowering): readonly Parameter[] {
  return Object.entries(loop.results).flatMap(([name, arg]): Parameter[] => {
    if (arg.kind !== "value" || arg.value.kind !== "ref") return [];
    const { ref } = arg.value;
    if (ref.kind === "output")
      return [{ name, valueFrom: { parameter: `{{tasks.${lowering.names.get(ref.task)}.outputs.parameters.${ref.output}}}` } }];
    if (ref.kind === "collected") return [{ name, valueFrom: { expression: wireOfJson(inner.expression(ref)) } }];
    return [];
  });
}

/** A body of several steps: a DAG template with an input for everything that it needs, and the task that calls it. */
function callBody(
  name: string,
  tasks: readonly DAGTask[],
  needs: Needs,
  results: readonly Parameter[],
  outside: Scope,
  lowering: Lowering,
): DAGTask {
  const parameters = [...needs.parameters].map(([input, value]) => ({ name: input, value: value(outside) }));
  const artifacts = [...needs.artifacts].map(([input, source]) => ({ name: input, ...source(outside) }));
  const template: Omit<Template, "name"> = {
    ...((parameters.length > 0 || artifacts.length > 0) && {
      inputs: {
        ...(parameters.length > 0 && { parameters: parameters.map((parameter) => ({ name: parameter.name })) }),
        ...(artifacts.length > 0 && { artifacts: artifacts.map((artifact) => ({ name: artifact.name })) }),
      },
    }),
    ...(results.length > 0 && { outputs: { parameters: results } }),
    dag: { tasks },
  };
  return { name, template: lowering.templates.add(name, template), ...lowerArguments(parameters, artifacts) };
}
