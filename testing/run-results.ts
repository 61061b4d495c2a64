import { pipelineResults } from "../compiler/3-lower/pipeline-results.ts";
import { listParameter } from "../compiler/3-lower/scope.ts";
import type { Plan } from "../compiler/plan/plan.ts";
import type { Controller } from "../runner/controller/controller.ts";
import { addItems, addNode, type LocalScope } from "../runner/controller/scope.ts";
import { templateOutputs } from "../runner/controller/template-outputs.ts";
import { decodeWire } from "../util/wire-form.ts";
import type { ArtifactMemory } from "./artifact-memory.ts";
import { listOf, oneOf } from "./given-inputs.ts";

/**
 * What the body of a pipeline returned, with the values that a run has given it.
 * @throws ControlError for what is not there, because what makes it has not run
 */
export function runResults(plan: Plan, controller: Controller, memory: ArtifactMemory): Readonly<Record<string, unknown>> {
  const scope = entryScope(controller);
  const { parameters, artifacts } = pipelineResults(plan);
  const left = templateOutputs({ outputs: { parameters, artifacts } }, scope, controller.outputs.tags);
  return Object.fromEntries(
    Object.entries(plan.results).map(([name, arg]) => {
      if (arg.kind === "value") return [name, decodeWire(left?.parameters?.[name] ?? "null")];
      const { type } = arg.artifact;
      const prefix = left?.parameters?.[listParameter(name)];
      if (prefix !== undefined) return [name, listOf({ name, s3: { key: prefix } }, type.replace(/\[\]$/, ""), memory)];
      return [name, oneOf(left?.artifacts?.find((one) => one.name === name) ?? { name }, type, memory)];
    }),
  );
}

/** What the entry DAG's outputs would see. */
function entryScope(controller: Controller): LocalScope {
  const { submission, nodes } = controller;
  const scope: LocalScope = { tags: new Map(), artifacts: new Map() };
  const entry = submission.templates.find(submission.spec.entrypoint ?? "");
  for (const task of entry?.dag?.tasks ?? []) {
    const node = nodes.get(`${submission.name}.${task.name}`);
    if (node === undefined) continue;
    const prefix = `tasks.${task.name}`;
    addNode(scope, prefix, node, controller.declaredBy(task, submission.templates), nodes);
    if (node.type === "TaskGroup")
      addItems(
        scope,
        prefix,
        node.children.flatMap((child) => nodes.get(child) ?? []),
      );
  }
  return scope;
}
