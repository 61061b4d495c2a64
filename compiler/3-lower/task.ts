import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ValueNode } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import type { Arguments, Artifact, DAGTask, Parameter } from "../argo/model.generated.ts";
import type { PlanTask } from "../plan/plan.ts";
import { componentTemplate, keyParameter } from "./component-template.ts";
import { refExpression } from "./expression.ts";
import type { Lowering } from "./lowering.ts";
import { type Scope, tag } from "./scope.ts";

/** For each output artifact that a loop collects, the key of this task's own. */
export type OutputKeys = ReadonlyMap<string, string>;

/** One task of a DAG: its template and its arguments, in `scope`'s words. */
export function lowerTask(task: PlanTask, scope: Scope, keys: OutputKeys, lowering: Lowering): DAGTask {
  const image = lowering.images.imageOf(task);
  const template = lowering.templates.add(task.component.spec.name, componentTemplate(task, image, [...keys.keys()]));
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, arg] of Object.entries(task.args)) {
    if (arg.kind === "value") parameters.push({ name, value: argumentText(arg.value, task, scope, lowering) });
    else artifacts.push({ name, ...scope.artifact(arg.artifact) });
  }
  for (const [output, key] of keys) parameters.push({ name: keyParameter(output), value: key });
  return { name: task.name, template, ...lowerArguments(parameters, artifacts) };
}

export function lowerArguments(parameters: readonly Parameter[], artifacts: readonly Artifact[]): Pick<DAGTask, "arguments"> {
  const lowered: Arguments = { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
  return Object.keys(lowered).length === 0 ? {} : { arguments: lowered };
}

function argumentText(value: ValueNode, task: PlanTask, scope: Scope, lowering: Lowering): string {
  switch (value.kind) {
    case "constant":
      return encodeWire(value.value);
    case "file":
      return encodeWire(lowering.images.fileUri(task, value.file));
    case "ref": {
      const { ref } = value;
      if (ref.kind === "operation") return tag(`toJson(${refExpression(ref, scope.expression)})`);
      return scope.wire(ref);
    }
  }
}

/** The files of the project that a task's image carries, in the order of its arguments. */
export function filesOf(args: Readonly<Record<string, ArgNode>>): readonly string[] {
  return Object.values(args).flatMap((arg) => (arg.kind === "value" && arg.value.kind === "file" ? [arg.value.file] : []));
}
