import type { ArgNode } from "../../dsl/nodes/pipeline-node.ts";
import type { ArtifactNode, ValueNode } from "../../dsl/nodes/ref-node.ts";
import { encodeWire } from "../../util/wire-form.ts";
import type { Arguments, Artifact, DAGTask, Parameter } from "../argo/model.generated.ts";
import { isCached } from "../plan/is-cached.ts";
import type { PlanTask } from "../plan/plan.ts";
import { envInput, keyParameter } from "./component-template.ts";
import { digestInput } from "./digest-names.ts";
import type { KeyRef } from "./keys.ts";
import type { Lowering } from "./lowering.ts";
import type { Scope } from "./scope.ts";
import { valueTerm } from "./value.ts";
import { templateOf } from "./work.ts";

/** One task of a DAG: its template and its arguments, in `scope`'s words. */
export function lowerTask(task: PlanTask, scope: Scope, lowering: Lowering): DAGTask {
  const keys = lowering.keys.get(task.id) ?? new Map<string, KeyRef>();
  const template = templateOf(task, [...keys.keys()], lowering);
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, arg] of Object.entries(task.args)) {
    if (arg.kind === "value") parameters.push({ name, value: argumentText(arg.value, task, scope, lowering) });
    else {
      artifacts.push({ name, ...scope.artifact(arg.artifact).source });
      if (isCached(task)) parameters.push({ name: digestInput(name), value: digestText(task, name, arg.artifact, scope) });
    }
  }
  for (const [name, value] of Object.entries(task.env))
    parameters.push({ name: envInput(name), value: argumentText(value, task, scope, lowering) });
  for (const [output, key] of keys) parameters.push({ name: keyParameter(output), value: scope.key(key) });
  return { name: task.name, template, ...lowerArguments(parameters, artifacts) };
}

/** What tells whether an input is the same as before: the author's word, or the digest that comes with the artifact. */
function digestText({ digests }: PlanTask, input: string, artifact: ArtifactNode, scope: Scope): string {
  const said = Object.hasOwn(digests, input) ? digests[input] : undefined;
  return said === undefined ? scope.digest(artifact).tag : valueTerm(said, scope).tag;
}

export function lowerArguments(parameters: readonly Parameter[], artifacts: readonly Artifact[]): Pick<DAGTask, "arguments"> {
  const lowered: Arguments = { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) };
  return Object.keys(lowered).length === 0 ? {} : { arguments: lowered };
}

function argumentText(value: ValueNode, task: PlanTask, scope: Scope, lowering: Lowering): string {
  return value.kind === "file" ? encodeWire(lowering.images.fileUri(task, value.file)) : valueTerm(value, scope).tag;
}

/** The files of the project that a task's image carries, in the order of its arguments. */
export function filesOf(args: Readonly<Record<string, ArgNode>>): readonly string[] {
  return Object.values(args).flatMap((arg) => (arg.kind === "value" && arg.value.kind === "file" ? [arg.value.file] : []));
}
