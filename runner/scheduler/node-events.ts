import type { Template } from "../../compiler/argo/model.generated.ts";
import type { ArtifactRecord, NodeType } from "../event.ts";
import type { BoundInputs } from "./inputs.ts";
import { endedNode, type NodeResult } from "./node-result.ts";
import type { Call, RunState } from "./run-state.ts";

export function startNode(
  state: RunState,
  call: Call,
  nodeType: NodeType,
  template: Pick<Template, "name" | "container" | "annotations">,
  inputs?: BoundInputs,
): void {
  const image = template.container?.image;
  state.emit({
    type: "node-started",
    time: state.now(),
    node: call.node,
    displayName: displayNameOf(call, template.annotations),
    nodeType,
    templateName: template.name ?? "",
    ...(call.parent !== undefined && { parent: call.parent }),
    ...(call.task !== undefined && { task: call.task }),
    dependsOn: call.dependsOn,
    inputs: Object.fromEntries(inputs?.parameters ?? []),
    ...(image !== undefined && { image }),
  });
}

/** What the author calls a task, with what tells loop items and tries apart. */
function displayNameOf({ displayName }: Call, annotations: Template["annotations"]): string {
  const given = annotations?.["workflows.argoproj.io/display-name"];
  return given === undefined ? displayName : given + (/\(.*$/s.exec(displayName)?.[0] ?? "");
}

export interface NodeRemains {
  readonly artifacts?: readonly ArtifactRecord[];
  readonly peakMemory?: number | undefined;
}

/** Says that a node has ended, and gives its result back. */
export function endNode(
  state: RunState,
  call: Call,
  result: NodeResult,
  { artifacts = [], peakMemory }: NodeRemains = {},
): NodeResult {
  state.emit({
    type: "node-finished",
    time: state.now(),
    node: call.node,
    phase: result.phase,
    message: result.message,
    outputs: Object.fromEntries(result.parameters),
    artifacts,
    ...(result.exitCode !== undefined && { exitCode: result.exitCode }),
    ...(peakMemory !== undefined && { peakMemory }),
  });
  return result;
}

/** A node that could not even start. */
export function failNode(state: RunState, call: Call, templateName: string, message: string): NodeResult {
  startNode(state, call, "Skipped", { name: templateName });
  return endNode(state, call, endedNode("Error", message));
}
